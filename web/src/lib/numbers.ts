// Figures for people: frequencies rather than percentages, and what a finite ensemble leaves uncertain.

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

export const whole = (n: number) => grouped.format(n);

/** '712 of 1,000'. */
export function frequency(share: number, members: number): string {
  return `${whole(Math.round(share * members))} of ${whole(members)}`;
}

/** '71 %', '0.4 %', and never a false 0 or 100. */
export function percent(share: number): string {
  const p = 100 * share;
  if (p === 0 || p === 100) return `${p}\u00a0%`;
  if (p < 0.1) return 'under 0.1\u00a0%';
  if (p > 99.9) return 'over 99.9\u00a0%';
  return p < 1 || p > 99 ? `${p.toFixed(1)}\u00a0%` : `${Math.round(p)}\u00a0%`;
}

/** '+12 points', '−3 points'. */
export function points(difference: number): string {
  const p = 100 * difference;
  const text = Math.abs(p) < 0.05 ? '0' : Math.abs(p) < 10 ? Math.abs(p).toFixed(1) : String(Math.round(Math.abs(p)));
  return text === '0' ? '0' : `${p < 0 ? '−' : '+'}${text}`;
}

/** Three significant digits, thousands grouped. */
export function figure(n: number): string {
  if (!Number.isFinite(n)) return n > 0 ? 'not by the end' : '–';
  if (Math.abs(n) >= 1000) return grouped.format(n);
  if (Number.isInteger(n)) return String(n).replace('-', '−');
  return String(Number(n.toPrecision(3))).replace('-', '−');
}

export function signed(n: number): string {
  return n > 0 ? `+${figure(n)}` : figure(n);
}

/** 95 % interval of a share from `members` histories. Wilson 1927. */
export function wilson(share: number, members: number): [number, number] {
  if (members === 0) return [0, 1];
  const z2 = 1.959964 ** 2;
  const centre = (share + z2 / (2 * members)) / (1 + z2 / members);
  const half = (Math.sqrt((share * (1 - share)) / members + z2 / (4 * members * members)) * 1.959964) / (1 + z2 / members);
  return [share <= 0 ? 0 : Math.max(0, centre - half), share >= 1 ? 1 : Math.min(1, centre + half)];
}

/** The quantile of samples, of which null is censored and lies above all others (then +infinity). Type 1: a sample. */
export function quantile(samples: readonly (number | null)[], p: number): number {
  if (samples.length === 0) return NaN;
  const sorted = samples.map((x) => x ?? Infinity).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))]!;
}

/** Share of samples at or below x: the empirical distribution. */
export function shareUpTo(samples: readonly (number | null)[], x: number): number {
  let n = 0;
  for (const s of samples) if (s !== null && s <= x) n += 1;
  return samples.length === 0 ? 0 : n / samples.length;
}

/** Rounds shares to `total` units that sum to it: largest remainders. */
export function apportion(shares: readonly number[], total: number): number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  if (sum <= 0) return shares.map(() => 0);
  const exact = shares.map((s) => (s / Math.max(sum, 1e-12)) * total);
  const units = exact.map(Math.floor);
  const left = total - units.reduce((a, b) => a + b, 0);
  const order = exact.map((e, i) => [e - Math.floor(e), i] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (let k = 0; k < left; k++) {
    const index = order[k % order.length]![1];
    units[index] = units[index]! + 1;
  }
  return units;
}

/** Round numbers that cover a range. */
export function niceTicks(low: number, high: number, most: number): number[] {
  if (!(high > low)) return [low];
  const raw = (high - low) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((m) => m * power >= raw) ?? 10);
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) ticks.push(Number((k * step).toPrecision(12)));
  return ticks;
}
