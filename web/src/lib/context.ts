// What every part of the page needs: the data, its clock, and where ids lead.

import { getContext, setContext } from 'svelte';
import type { Mechanism, Outcome, Parameter, Place, ReportData, SourceRow } from '../data';
import { parseIso, Clock } from './calendar';
import { decodeGrid, type Shares } from './grid';

export interface Report {
  data: ReportData;
  clock: Clock;
  span: number; // minutes from start to end
  shares: Shares;
  outcome: Map<string, Outcome>;
  place: Map<string, Place>;
  mechanism: Map<string, Mechanism>;
  parameter: Map<string, Parameter>;
  source: Map<string, SourceRow>;
  campColour: (camp: string | null | undefined) => string;
  campName: (camp: string | null | undefined) => string;
}

const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));

export function makeReport(data: ReportData): Report {
  const colours = data.camps.map((camp, i) => camp.colour || `var(--camp-${i % 4})`);
  const campIndex = new Map(data.camps.map((camp, i) => [camp.id, i]));
  return {
    data,
    clock: new Clock(data.run.start, data.run.calendar),
    span: parseIso(data.run.end) - parseIso(data.run.start),
    shares: data.grid ? decodeGrid(data.grid) : new Map(),
    outcome: byId(data.outcomes),
    place: byId(data.places),
    mechanism: byId(data.mechanisms),
    parameter: byId(data.parameters),
    source: byId(data.sources),
    campColour: (camp) => colours[campIndex.get(camp ?? '') ?? -1] ?? 'var(--nobody)',
    campName: (camp) => data.camps[campIndex.get(camp ?? '') ?? -1]?.name ?? 'nobody',
  };
}

const key = Symbol('report');
export const provide = (report: Report) => setContext(key, report);
export const useReport = () => getContext<Report>(key);
