import { expect, test } from 'vitest';
import type { Bet, Outcome } from '../../src/data';
import { brier, ends, judgeInterval, modelShare, pointsFor, recordHolds } from '../../src/lib/bet';

const government: Outcome = { id: 'g', name: '', kind: 'category', shares: { a: 0.7, b: 0.3 }, record: 'a' };
const bet = (value: string | null): Bet => ({ outcome: 'g', value, prompt: '', reveal: '' });

test('a bet on a category is on its one value', () => {
  expect(modelShare(government, bet('b'))).toBe(0.3);
  expect(recordHolds(government, bet('b'))).toBe(false);
  expect(recordHolds(government, bet('a'))).toBe(true);
  expect(recordHolds({ ...government, record: null }, bet('a'))).toBeNull();
});

test('the ensemble\'s own answer earns a hundred, fifty points off nothing', () => {
  expect(pointsFor(0.7, 0.7)).toBe(100);
  expect(pointsFor(0.2, 0.7)).toBe(0);
  expect(pointsFor(0, 1)).toBe(0);
});

test('the Brier score of an even bet says nothing', () => {
  expect(brier(0.5, true)).toBe(0.25);
  expect(brier(1, true)).toBe(0);
  expect(brier(1, false)).toBe(1);
});

test('an interval is judged among the histories in which it comes', () => {
  const samples = [...Array.from({ length: 80 }, (_, i) => i), ...new Array<null>(20).fill(null)];
  expect(judgeInterval(samples, 0, 79).covers).toBe(1);
  expect(judgeInterval(samples, 10, 29).covers).toBe(0.25);
  expect(judgeInterval(samples, 0, 79).modelHigh).toBe(75);
});

test('the ends are put in order, and an unfinished interval is none', () => {
  expect(ends({ kind: 'interval', low: 9, high: 2 })).toEqual([2, 9]);
  expect(ends({ kind: 'interval', low: null, high: 2 })).toBeNull();
});
