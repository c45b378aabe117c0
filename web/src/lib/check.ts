// Does the data keep the contract? Every reference must lead somewhere; every run must have its length.

import type { ReportData } from '../data';
import { decodeRuns } from './grid';

/** Everything that is wrong, in words; empty when all is well. */
export function problems(data: ReportData): string[] {
  const found: string[] = [];
  const say = (text: string) => found.push(text);
  const camps = new Set(data.camps.map((c) => c.id));
  const places = new Set(data.places.map((p) => p.id));
  const districts = new Set(data.districts.map((d) => d.id));
  const sources = new Set(data.sources.map((s) => s.id));
  const mechanisms = new Set(data.mechanisms.map((m) => m.id));
  const parameters = new Set(data.parameters.map((p) => p.id));
  const outcomes = new Map(data.outcomes.map((o) => [o.id, o]));
  const need = (set: { has(id: string): boolean }, id: string | null | undefined, what: string) => {
    if (id != null && !set.has(id)) say(`${what}: no '${id}'`);
  };

  for (const o of data.outcomes) {
    const where = `outcome ${o.id}`;
    if (o.kind === 'boolean' && !(o.probability! >= 0 && o.probability! <= 1)) say(`${where}: probability missing`);
    if (o.kind === 'category') {
      const sum = Object.values(o.shares ?? {}).reduce((a, b) => a + b, 0);
      if (Math.abs(sum - 1) > 0.005) say(`${where}: shares add up to ${sum}`);
    }
    if (o.kind === 'number' || o.kind === 'instant') {
      let last = -Infinity;
      for (const q of ['5', '25', '50', '75', '95'] as const) {
        const value = o.quantiles?.[q];
        if (value === undefined) say(`${where}: quantile ${q} missing`);
        if ((value ?? Infinity) < last) say(`${where}: quantile ${q} falls`);
        last = value ?? Infinity;
      }
    }
    if (o.samples && o.samples.length !== data.run.members) say(`${where}: ${o.samples.length} samples, not ${data.run.members}`);
  }
  for (const p of data.places) need(districts, p.district, `place ${p.id}`);
  for (const p of data.parameters) {
    need(mechanisms, p.mechanism, `parameter ${p.id}`);
    for (const s of p.sources) need(sources, s, `parameter ${p.id}`);
  }
  for (const [place, rows] of Object.entries(data.grid?.held ?? {})) {
    need(places, place, 'grid');
    for (const [camp, text] of Object.entries(rows)) {
      need(camps, camp, `grid ${place}`);
      const values = decodeRuns(text);
      if (values.length !== data.grid!.count) say(`grid ${place} ${camp}: ${values.length} values, not ${data.grid!.count}`);
      if (values.some((v) => !(v >= 0 && v <= 100))) say(`grid ${place} ${camp}: a value outside 0 to 100`);
    }
  }
  for (const h of data.histories) {
    const where = `history ${h.member}`;
    for (const id of Object.keys(h.outcomes)) need(outcomes, id, where);
    for (const [place, changes] of Object.entries(h.holders)) {
      need(places, place, where);
      for (const [, camp] of changes) need(camps, camp, `${where} ${place}`);
    }
    h.events.forEach((e, i) => {
      need(places, e.place, `${where} event ${i}`);
      need(camps, e.side, `${where} event ${i}`);
      if (i > 0 && e.t < h.events[i - 1]!.t) say(`${where} event ${i}: out of order`);
      for (const c of e.causes ?? []) {
        if (c.event != null && !(c.event >= 0 && c.event < i)) say(`${where} event ${i}: cause ${c.event} is not earlier`);
        need(mechanisms, c.mechanism, `${where} event ${i}`);
        need(parameters, c.parameter, `${where} event ${i}`);
        for (const s of c.sources ?? []) need(sources, s, `${where} event ${i}`);
      }
    });
  }
  for (const twin of data.twins) for (const row of twin.outcomes) need(outcomes, row.id, `twin ${twin.id}`);
  for (const bet of data.lesson?.bets ?? []) {
    need(outcomes, bet.outcome, 'lesson');
    const outcome = outcomes.get(bet.outcome);
    if (outcome?.kind === 'category' && !(bet.value! in (outcome.shares ?? {}))) say(`lesson: no value '${bet.value}' of ${bet.outcome}`);
  }
  for (const id of data.lesson?.sources ?? []) need(sources, id, 'lesson');
  for (const claim of data.reading_claims ?? []) {
    const readings = data.readings?.length ?? 0;
    if (claim.probability.length !== readings) say(`reading claim ${claim.id}: ${claim.probability.length} probabilities, not ${readings}`);
  }
  return found;
}
