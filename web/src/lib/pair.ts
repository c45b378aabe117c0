// One history and its twin as rows of one table.

import type { TwinPair } from '../data';

export interface PairRow {
  t: number;
  shared: boolean;
  base?: string;
  twin?: string;
}

/** In order of time; shared events once, and the rest of a minute side by side. */
export function mergePair(pair: TwinPair): PairRow[] {
  const rows: PairRow[] = [];
  const minutes = [...new Set([...pair.base, ...pair.twin].map((e) => e.t))].sort((a, b) => a - b);
  for (const t of minutes) {
    const base = pair.base.filter((e) => e.t === t);
    const twin = pair.twin.filter((e) => e.t === t && !e.shared);
    for (const e of base) if (e.shared) rows.push({ t, shared: true, base: e.text });
    const own = base.filter((e) => !e.shared);
    for (let i = 0; i < Math.max(own.length, twin.length); i++) rows.push({ t, shared: false, base: own[i]?.text, twin: twin[i]?.text });
  }
  return rows;
}
