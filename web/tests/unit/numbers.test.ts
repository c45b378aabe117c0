import { expect, test } from 'vitest';
import { apportion, figure, frequency, niceTicks, percent, points, quantile, shareUpTo, wilson } from '../../src/lib/numbers';

test('frequencies are said in whole histories', () => {
  expect(frequency(0.712, 1000)).toBe('712 of 1,000');
});

test('a share that is not nought or one is never said as 0 or 100', () => {
  expect(percent(0)).toBe('0\u00a0%');
  expect(percent(0.0004)).toBe('under 0.1\u00a0%');
  expect(percent(0.004)).toBe('0.4\u00a0%');
  expect(percent(0.9996)).toBe('over 99.9\u00a0%');
  expect(percent(0.714)).toBe('71\u00a0%');
});

test('differences bear their sign', () => {
  expect(points(-0.21)).toBe('−21');
  expect(points(0.034)).toBe('+3.4');
  expect(points(0.0001)).toBe('0');
});

test('figures have three significant digits', () => {
  expect(figure(7.6894)).toBe('7.69');
  expect(figure(12345)).toBe('12,345');
  expect(figure(Infinity)).toBe('not by the end');
});

test('a quantile is the least sample with enough below, and the censored lie above all', () => {
  const samples = [5, 1, null, 3, 2, 4, null, 6, 7, 8];
  expect(quantile(samples, 0.1)).toBe(1);
  expect(quantile(samples, 0.5)).toBe(5);
  expect(quantile(samples, 0.8)).toBe(8);
  expect(quantile(samples, 0.81)).toBe(Infinity);
  expect(shareUpTo(samples, 4)).toBe(0.4);
});

test('the interval of Wilson holds for few histories and for none that show it', () => {
  const [low, high] = wilson(0.5, 10);
  expect(low).toBeCloseTo(0.2366, 3);
  expect(high).toBeCloseTo(0.7634, 3);
  expect(wilson(0, 1000)[0]).toBe(0);
  expect(wilson(0, 1000)[1]).toBeGreaterThan(0.003);
});

test('apportioned dots add up, whatever the rounding', () => {
  expect(apportion([1 / 3, 1 / 3, 1 / 3], 100)).toEqual([34, 33, 33]);
  expect(apportion([0.459, 0.228, 0.161, 0.131, 0.021], 1000).reduce((a, b) => a + b, 0)).toBe(1000);
  expect(apportion([0, 0], 10)).toEqual([0, 0]);
});

test('ticks are round and lie inside', () => {
  expect(niceTicks(0, 34, 5)).toEqual([0, 10, 20, 30]);
  expect(niceTicks(0.2, 0.9, 4)).toEqual([0.2, 0.4, 0.6, 0.8]);
});
