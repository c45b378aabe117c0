import { expect, test } from 'vitest';
import type { Grid, History } from '../../src/data';
import { busiest, decodeGrid, decodeRuns, encodeRuns, holderAt, indexAt, sharesAt } from '../../src/lib/grid';

test('runs decode to what was encoded', () => {
  const values = [0, 0, 0, 2, 55, 100, 100];
  expect(encodeRuns(values)).toBe('0x3 2 55 100x2');
  expect(decodeRuns('0x3 2 55 100x2')).toEqual(values);
  expect(decodeRuns('')).toEqual([]);
});

const grid: Grid = { start: 0, step: 30, count: 96, held: { bank: { red: '0x60 50x6 100x30', blue: '100x60 50x6 0x30' } } };

test('shares are read at the nearest instant, and clamp to the ends', () => {
  const shares = decodeGrid(grid);
  expect(sharesAt(shares, 'bank', ['blue', 'red'], indexAt(grid, 62 * 30))).toEqual([0.5, 0.5]);
  expect(indexAt(grid, -100)).toBe(0);
  expect(indexAt(grid, 1e6)).toBe(95);
  expect(sharesAt(shares, 'nowhere', ['blue', 'red'], 0)).toEqual([0, 0]);
});

test('the busiest span holds the change and no more than half a day about it', () => {
  const [from, to] = busiest(grid, decodeGrid(grid))!;
  expect(from).toBeLessThanOrEqual(60 * 30);
  expect(to).toBeGreaterThanOrEqual(66 * 30);
  expect(to - from).toBeLessThanOrEqual(1440);
  const still: Grid = { ...grid, held: { bank: { red: '0x96' } } };
  expect(busiest(still, decodeGrid(still))).toBeNull();
});

test('a place is held from the minute of the change on', () => {
  const history = { holders: { bank: [[0, 'blue'], [100, 'red'], [200, null]] } } as unknown as History;
  expect(holderAt(history, 'bank', 99)).toBe('blue');
  expect(holderAt(history, 'bank', 100)).toBe('red');
  expect(holderAt(history, 'bank', 500)).toBeNull();
  expect(holderAt(history, 'elsewhere', 5)).toBeNull();
});
