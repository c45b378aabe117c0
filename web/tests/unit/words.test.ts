// Outcomes and the record in words.
import { expect, test } from 'vitest';
import type { Outcome } from '../../src/data';
import { Clock } from '../../src/lib/calendar';
import { stepAt } from '../../src/lib/lesson';
import { middleHalf, sayRecord, sayValue } from '../../src/lib/words';

const clock = new Clock('1917-10-27T00:00', { first_new_style_day: '1918-02-14', old_name: 'Old Style', new_name: 'New Style' });
const outcome = (more: Partial<Outcome>): Outcome => ({ id: 'x', name: 'X', kind: 'number', ...more });

test('a share is a percentage, a quantity has its unit', () => {
  expect(sayValue(outcome({ unit: 'share' }), 0.613, clock)).toBe('61\u00a0%');
  expect(sayValue(outcome({ unit: 'persons' }), 14, clock)).toBe('14 persons');
});

test('the record is a value, or a bound in words, or nothing', () => {
  expect(sayRecord(outcome({ kind: 'boolean', record: true }), clock)).toBe('yes');
  expect(sayRecord(outcome({ record: null, record_text: 'more than 50 %' }), clock)).toBe('more than 50 %');
  expect(sayRecord(outcome({ record: 0, record_text: 'none' }), clock)).toBe('0');
  expect(sayRecord(outcome({}), clock)).toBeNull();
});

test('the middle half, and what can be said where some never come to it', () => {
  const quantiles = { '25': 10, '50': 20, '75': 30 };
  expect(middleHalf(outcome({ quantiles }), clock, 100)).toBe('Half of the histories lie between 10 and 30.');
  expect(middleHalf(outcome({ quantiles: { ...quantiles, '75': null }, censored: 0.4 }), clock, 100)).toBe(
    'A quarter of the histories have it by 10, half by 20. It has not come by the end in 40 of 100.',
  );
  expect(middleHalf(outcome({ quantiles: { '25': null, '50': null, '75': null }, censored: 0.9 }), clock, 100)).toBe('It has not come by the end in 90 of 100.');
});

test('a lesson stands at a step, with so much of it left, and ends', () => {
  const steps = [
    { minutes: 5, title: 'a', text: '' },
    { minutes: 10, title: 'b', text: '' },
  ];
  expect(stepAt(steps, 0)).toEqual({ step: 0, left: 300 });
  expect(stepAt(steps, 301)).toEqual({ step: 1, left: 599 });
  expect(stepAt(steps, 900)).toEqual({ step: 2, left: 0 });
});
