// Words of the engine that any scenario needs, and how outcomes are said.

import type { HistoryEvent, Outcome, ReportData, Term } from '../data';
import type { Clock } from './calendar';
import { figure, frequency, percent } from './numbers';

export const generalTerms: Term[] = [
  { term: 'Branch', text: 'A history that shares its past with another up to an instant and meets fresh chance from there on.' },
  { term: 'Cause', text: 'What an event came from: an earlier event, a decision, or a pressure, which is a level (hunger, a belief, a grievance) that a mechanism weighed.' },
  { term: 'Censored', text: 'Not seen by the end of the run. A time that does not come counts as later than every other time, and is not left out.' },
  { term: 'Counterfactual', text: 'Said of an answer that rests on the same chance in both worlds of a twin. Where the two worlds had to roll different dice, the answer is called interventional: true on average, not for that history alone.' },
  { term: 'Ensemble', text: 'Many histories from one scenario. Each draws its own values for what is not known, and then lives through chance.' },
  { term: 'Grade', text: 'What a number rests on: documented, estimated, assumed, calibrated, or hindsight (known only from evidence later than the start of the scenario).' },
  { term: 'History', text: 'One simulated course of events. Its number (member) and the seed repeat it exactly.' },
  { term: 'Interval', text: 'A range with a stated share of the histories inside: the 90 % interval leaves one in twenty below and one in twenty above.' },
  { term: 'Intervention', text: 'Something set from outside, such as an option forced on a decider, while all else stays as it was.' },
  { term: 'Log score', text: 'How much probability the model gave to what happened, as a logarithm. Nearer to nought is better; boldness in the wrong place costs most.' },
  { term: 'Mechanism', text: 'One way in which the world of the model changes, with its equation and parameters.' },
  { term: 'Miracle', text: 'An intervention that the model itself gives less than one chance in a hundred. What follows from it says little about the world as it was.' },
  { term: 'Parameter', text: 'A number in a mechanism. Free parameters may be fitted; the report sets their number against that of the claims they were fitted to.' },
  { term: 'Prior predictive', text: 'What the model said before it was fitted to anything. A figure that was certain already was built in, not found.' },
  { term: 'Reading', text: 'One account of what drove the events, stated in the model\'s own terms and laid over the scenario: other aims, other beliefs, other weights.' },
  { term: 'Record', text: 'What is known to have happened, written as claims that a run can be checked against.' },
  { term: 'Resolve', text: 'How far people will go for what they hold. It decides most confrontations without a shot.' },
  { term: 'Twin', text: 'The same history with and without one change, with the same chance in both wherever both meet it.' },
];

const alphabetical = (terms: Term[]) => terms.sort((a, b) => a.term.localeCompare(b.term, 'en'));

/** The scenario's terms, each once, and the general ones that it does not put in words of its own. */
export function glossary(data: ReportData): { scenario: Term[]; general: Term[] } {
  const own = new Map<string, Term>();
  for (const term of data.glossary) if (!own.has(term.term.toLowerCase())) own.set(term.term.toLowerCase(), term);
  return {
    scenario: alphabetical([...own.values()]),
    general: alphabetical(generalTerms.filter((g) => !own.has(g.term.toLowerCase()))),
  };
}

/** The value of an outcome in one history, in words. */
export function sayValue(outcome: Outcome, value: boolean | string | number | null | undefined, clock: Clock): string {
  if (value === undefined) return '–';
  if (outcome.kind === 'boolean') return value ? 'yes' : 'no';
  if (outcome.kind === 'category') return outcome.names?.[String(value)] ?? String(value);
  if (value === null) return 'not by the end';
  if (outcome.kind === 'instant') return clock.full(Number(value));
  return sayFigure(outcome, Number(value));
}

/** A number with its unit; shares as percentages. */
export function sayFigure(outcome: Outcome, value: number): string {
  if (!Number.isFinite(value)) return figure(value);
  if (outcome.unit === 'share') return percent(value);
  return outcome.unit ? `${figure(value)} ${outcome.unit}` : figure(value);
}

/** What the record says, in words; null where it says nothing. */
export function sayRecord(outcome: Outcome, clock: Clock): string | null {
  if (outcome.record == null) return outcome.record_text ?? null;
  return sayValue(outcome, outcome.record, clock);
}

/** Where the middle half lies; of what does not come in a quarter of the histories or more, so much as can be said. */
export function middleHalf(outcome: Outcome, clock: Clock, members: number): string {
  const at = (name: '25' | '50' | '75') => outcome.quantiles?.[name] ?? null;
  const late = outcome.censored ? ` It has not come by the end in ${frequency(outcome.censored, members)}.` : '';
  if (at('75') !== null) return `Half of the histories lie between ${sayValue(outcome, at('25'), clock)} and ${sayValue(outcome, at('75'), clock)}.${late}`;
  const first = at('25') === null ? '' : `A quarter of the histories have it by ${sayValue(outcome, at('25'), clock)}${at('50') === null ? '' : `, half by ${sayValue(outcome, at('50'), clock)}`}.`;
  return `${first}${late}`.trim();
}

/** Kinds of event, in groups that a reader can switch off. */
export const kindGroups: { id: string; name: string; kinds: string[] }[] = [
  { id: 'decisions', name: 'Decisions and bodies', kinds: ['decided', 'demanded', 'answered', 'offered', 'convened', 'opened', 'adjourned', 'postponed', 'cancelled', 'carried', 'lost', 'walked-out', 'joined', 'refused', 'presidium-chosen', 'committee-elected', 'proclaimed', 'cabinet-formed', 'cabinet-broke', 'government-fell', 'mandated', 'pledged'] },
  { id: 'command', name: 'Orders and loyalty', kinds: ['rule-declared', 'rule-withdrawn', 'rule-adopted', 'commissar-sent', 'commissar-accepted', 'commissar-refused', 'order-given', 'order-obeyed', 'order-refused', 'order-ignored', 'won-over'] },
  { id: 'street', name: 'People in the street', kinds: ['alert-raised', 'came-out', 'went-home', 'squad-formed', 'meeting-held'] },
  { id: 'persons', name: 'Persons', kinds: ['departed', 'arrived', 'checked', 'let-pass', 'recognised', 'turned-back', 'arrested', 'released', 'escaped'] },
  { id: 'news', name: 'News and rumour', kinds: ['published', 'paper-closed', 'paper-reopened', 'rumour-born', 'rumour-refuted', 'informed'] },
  { id: 'force', name: 'Places and force', kinds: ['confronted', 'yielded', 'captured', 'shots', 'killed', 'way-raised', 'way-lowered', 'raising-prevented', 'besieged', 'shelled', 'defenders-left', 'entered', 'disarmed', 'surrendered', 'seat-fell'] },
  { id: 'troops', name: 'Troops from elsewhere', kinds: ['summoned', 'entrained', 'committee-stopped', 'train-halted', 'agitated', 'turned-round', 'troops-arrived'] },
  { id: 'calendar', name: 'Calendar and other', kinds: ['calendar-entry', 'dawn', 'dusk'] },
];

const groupOf = new Map(kindGroups.flatMap((group) => group.kinds.map((kind) => [kind, group.id] as const)));
export const groupOfEvent = (event: HistoryEvent) => groupOf.get(event.kind) ?? 'calendar';
