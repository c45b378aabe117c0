// Who held what, when: over all histories (the grid of shares) and in one.

import type { Grid, History, Place, ReportData } from '../data';

/** '0x430 2x3 55' to 430 noughts, three twos and a 55. */
export function decodeRuns(text: string): number[] {
  const values: number[] = [];
  for (const run of text.split(' ')) {
    if (run === '') continue;
    const [value, times = '1'] = run.split('x');
    for (let k = Number(times); k > 0; k--) values.push(Number(value));
  }
  return values;
}

export function encodeRuns(values: readonly number[]): string {
  const runs: string[] = [];
  for (let i = 0; i < values.length; ) {
    let j = i;
    while (j < values.length && values[j] === values[i]) j += 1;
    runs.push(j - i > 1 ? `${values[i]}x${j - i}` : String(values[i]));
    i = j;
  }
  return runs.join(' ');
}

/** Percentages by place, camp and instant. */
export type Shares = Map<string, Map<string, number[]>>;

export function decodeGrid(grid: Grid): Shares {
  const shares: Shares = new Map();
  for (const [place, camps] of Object.entries(grid.held)) {
    shares.set(place, new Map(Object.entries(camps).map(([camp, text]) => [camp, decodeRuns(text)])));
  }
  return shares;
}

export const indexAt = (grid: Grid, t: number) =>
  Math.max(0, Math.min(grid.count - 1, Math.round((t - grid.start) / grid.step)));

/** Share (0 to 1) in which each camp held the place, in the order of `camps`. */
export function sharesAt(shares: Shares, place: string, camps: readonly string[], index: number): number[] {
  const row = shares.get(place);
  return camps.map((camp) => (row?.get(camp)?.[index] ?? 0) / 100);
}

function lastChange<T>(changes: readonly [number, T][] | undefined, t: number): T | null {
  let value: T | null = null;
  for (const [at, now] of changes ?? []) {
    if (at > t) break;
    value = now;
  }
  return value;
}

export const holderAt = (history: History, place: string, t: number) => lastChange(history.holders[place], t);
export const raisedAt = (history: History, place: string, t: number) => lastChange(history.raised?.[place], t) ?? false;

/** Contested places held by each camp at regular instants: expected number over histories, or the count in one. */
export function pointsHeld(data: ReportData, shares: Shares, history: History | null): number[][] {
  const grid = data.grid;
  if (!grid) return [];
  const contested = data.places.filter((place) => place.contested);
  const camps = data.camps.map((camp) => camp.id);
  const series = camps.map(() => new Array<number>(grid.count).fill(0));
  for (const place of contested) {
    for (let i = 0; i < grid.count; i++) {
      if (history) {
        const held = camps.indexOf(holderAt(history, place.id, grid.start + i * grid.step) ?? '');
        if (held >= 0) series[held]![i]! += 1;
      } else {
        sharesAt(shares, place.id, camps, i).forEach((share, c) => (series[c]![i]! += share));
      }
    }
  }
  return series;
}

/** The shortest span of whole half-days that holds nine tenths of all change in the grid; null if nothing changes. */
export function busiest(grid: Grid, shares: Shares): [number, number] | null {
  const change = new Array<number>(grid.count).fill(0);
  for (const camps of shares.values())
    for (const row of camps.values())
      for (let i = 1; i < row.length; i++) change[i]! += Math.abs(row[i]! - row[i - 1]!);
  const total = change.reduce((a, b) => a + b, 0);
  if (total === 0) return null;
  let best: [number, number] = [0, grid.count - 1];
  let sum = 0;
  for (let left = 0, right = -1; left < grid.count; left++) {
    while (sum < 0.9 * total && right + 1 < grid.count) sum += change[++right]!;
    if (sum < 0.9 * total) break;
    if (right - left < best[1] - best[0]) best = [left, right];
    sum -= change[left]!;
  }
  const half = 720;
  const from = Math.floor((grid.start + best[0] * grid.step) / half) * half;
  const to = Math.ceil((grid.start + best[1] * grid.step) / half) * half;
  const end = grid.start + (grid.count - 1) * grid.step;
  return [Math.max(grid.start, from), Math.min(end, to)];
}

export const byImportance = (places: readonly Place[]) =>
  [...places].sort((a, b) => Number(b.contested) - Number(a.contested) || b.importance - a.importance || (a.name < b.name ? -1 : 1));
