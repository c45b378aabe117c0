// The contract between the engine and the page: the JSON that the binary puts into the template.
// docs/report-data.md says the same in one table. Times are whole minutes since `run.start`, civil time of the
// capital; ids are those of the scenario. A field marked `?` may be left out or null.

export interface ReportData {
  format: 1;
  fixture?: string | null; // says that the data are made up; shown as a banner
  run: Run;
  grades: Grades;
  grades_weighted?: Grades | null; // only the numbers that histories draw
  free_parameters: number;
  calibrating_claims: number;
  outcomes: Outcome[];
  camps: Camp[];
  districts: District[];
  places: Place[];
  grid: Grid | null;
  histories: History[];
  mechanisms: Mechanism[];
  parameters: Parameter[];
  twins: Twin[];
  score: Score | null;
  patterns: Pattern[];
  prior_predictive: PriorRow[];
  blind?: BlindRow[] | null;
  readings?: Reading[] | null; // rival accounts, on what is neutral between them
  reading_pairs?: ReadingPair[] | null;
  reading_claims?: ReadingClaim[] | null; // those that tell readings apart
  dated?: Dated[] | null;
  sources: SourceRow[];
  courses?: { members: number; at: number[]; rows: Course[] } | null; // what the scenario follows through time
  glossary: Term[];
  lesson: Lesson | null;
}

/** A quantity at each of `courses.at`, over histories; null where none has a number. */
export interface Course {
  id: string;
  name: string;
  chart: string; // rows of one chart are drawn together
  unit?: string;
  district?: string; // on a map
  low: (number | null)[]; // 5 %
  median: (number | null)[];
  high: (number | null)[]; // 95 %
  mean: (number | null)[];
}

export interface Run {
  scenario: string;
  name: string;
  summary: string;
  hash: string; // SHA-256 of the scenario
  seed: string; // decimal; a string, for it may pass 2^53
  members: number;
  failed: number;
  reasons?: { reason: string; members: number }[]; // why they failed
  engine: string;
  parameter_mode: 'drawn' | 'central';
  parameters?: string; // 'prior', 'posterior:' with the SHA-256 of its file, or 'fixed'
  blind_codings?: boolean;
  reading?: string | null;
  executor?: string;
  grouping?: string; // 'scenario', or 'at-most-N': its groups cut into parts
  opening?: 'given' | 'reached'; // reached: by histories of an earlier scenario
  without: string[]; // mechanisms left out
  interventions: string[]; // as given to --do
  policies: string[]; // as given to --policy
  command: string; // that repeats the run
  specification?: string; // the canonical JSON
  start: string; // Gregorian, '1917-10-27T00:00'
  end: string;
  capital: { name: string; lat: number; lon: number };
  calendar?: CalendarSwitch | null; // null: one calendar throughout
}

export interface CalendarSwitch {
  first_new_style_day: string; // Gregorian: '1918-02-14'; earlier days bear both dates
  old_name: string; // 'Old Style'
  new_name: string; // 'New Style'
}

export interface Grades {
  documented: number;
  estimated: number;
  assumed: number;
  calibrated: number;
  hindsight: number;
  ungraded: number;
}

export type OutcomeKind = 'boolean' | 'category' | 'number' | 'instant';

export interface Outcome {
  id: string;
  name: string; // 'The government falls'
  kind: OutcomeKind;
  unit?: string; // of numbers
  headline?: boolean; // belongs on the first page
  note?: string;
  // boolean
  probability?: number;
  // category
  shares?: Record<string, number>;
  names?: Record<string, string>; // of the categories
  // number and instant; what does not occur is censored: above every quantile
  quantiles?: Quantiles;
  censored?: number; // share of members, 0 to 1
  histogram?: Histogram | null;
  samples?: (number | null)[]; // by member; null: censored
  // what the record says, where it says anything
  record?: boolean | string | number | null;
  record_text?: string | null; // the same in words, and all there is of a bound: 'more than 50 %'
}

export type QuantileName = '2.5' | '5' | '10' | '25' | '50' | '75' | '90' | '95' | '97.5';
export type Quantiles = Partial<Record<QuantileName, number | null>>; // null: censored

export interface Histogram {
  low: number; // of the first bin
  width: number;
  counts: number[]; // members
}

export interface Camp {
  id: string;
  name: string;
  colour?: string | null;
}

export interface District {
  id: string;
  name: string;
  lat: number;
  lon: number;
}

export interface Place {
  id: string;
  name: string;
  kind: string;
  lat: number;
  lon: number;
  district?: string | null;
  importance: number; // 0 to 1
  contested: boolean;
  bridge: boolean;
  outside: boolean; // beyond the city: listed, not drawn
}

/// For each place and camp the share of histories in which the camp held the place, at regular instants.
export interface Grid {
  start: number;
  step: number; // minutes
  count: number; // instants
  held: Record<string, Record<string, string>>; // place -> camp -> runs of percentages, '0x430 2x3 55 100x40'
}

export interface History {
  member: number;
  label: string; // why it is shown: 'near the median', 'among the slowest'
  outcomes: Record<string, boolean | string | number | null>;
  events: HistoryEvent[]; // in order; causes come before effects
  holders: Record<string, [number, string | null][]>; // place -> changes: from this minute, this camp (null: nobody)
  raised?: Record<string, [number, boolean][]>; // bridge -> changes
}

export interface HistoryEvent {
  t: number;
  kind: string; // of the engine's closed list
  text: string; // one sentence
  place?: string | null;
  side?: string | null; // the camp that acts or gains
  importance: number; // 0 to 1
  causes?: Cause[];
  draw?: string | null; // site and ordinals of the draw it hung on
}

/// Either an earlier event (index in the same history) or a pressure: a level weighed by a parameter.
export interface Cause {
  event?: number;
  text?: string; // of a pressure, in words: 'bread', 'belief that the Soviet prevails'
  mechanism?: string;
  parameter?: string; // id in `parameters`
  weight?: number; // contribution in log-odds or rate; the sign counts
  sources?: string[]; // beyond those of the parameter
}

export interface Mechanism {
  id: string;
  name: string;
  reference: string; // model family and literature
}

export interface Parameter {
  id: string; // 'mobilization.severity'
  mechanism: string;
  name: string; // what it means
  value: number; // central
  unit?: string;
  prior?: string; // 'lognormal(2, 0.4)'
  grade: keyof Grades;
  sources: string[];
}

export interface Twin {
  id: string; // 'moderates-walk-out=stay'
  label: string;
  question?: string;
  interventions: string[];
  option_probability: number | null; // the model's own
  miracle: boolean; // below 0.01
  members: number;
  outcomes: TwinRow[];
  pair?: TwinPair | null;
}

export interface TwinRow {
  id: string;
  value?: string | null; // the category
  base: number;
  twin: number;
  difference: number;
  low: number; // 90 % interval of the difference, a paired bootstrap over members
  high: number;
  changed: number; // share of members whose answer changes
  counterfactual_share: number;
}

export interface TwinPair {
  member: number;
  base: PairEvent[];
  twin: PairEvent[];
  base_outcomes: Record<string, boolean | string | number | null>;
  twin_outcomes: Record<string, boolean | string | number | null>;
}

export interface PairEvent {
  t: number;
  text: string;
  shared: boolean; // happens in both worlds, at the same minute
}

export interface ClaimCount {
  claims: number;
  checkable: number;
  supported: number;
}

export interface ScoreColumn extends ClaimCount {
  checks?: ClaimCount; // those that fitting may not look at
}

export interface SystemScore {
  name: string;
  given: ScoreColumn;
  assumed: ScoreColumn;
  forecast: ScoreColumn;
  never: { claims: number; supported: number };
}

export interface Score {
  systems: Record<string, SystemScore>;
  skill: { model: number; baselines: Record<string, number> }; // mean log score per claim; higher is better
  coverage90: number | null;
  null_supported: number | null; // what a coin would have had supported: share of checkable forecasts
  effective_claims?: number | null;
  claims?: ClaimRow[];
}

export interface ClaimRow {
  id: string;
  system: string;
  use: 'given' | 'assumed' | 'forecast' | 'never';
  role?: 'calibrates' | 'checks' | null;
  text: string;
  model: string; // what the ensemble says
  supported: boolean | null; // null: not checkable
  reason?: string | null;
}

export interface Pattern {
  id: string;
  statement: string; // what historians see
  finding: string; // what the ensemble shows
  numbers: { label: string; value: string }[];
}

export interface PriorRow {
  figure: string;
  record: string;
  prior?: number | null; // probability before fitting; null: the histories were drawn from a posterior
  posterior?: number | null; // and after; null: nothing was fitted
  verdict?: 'built in' | 'bought' | null;
  parameters?: string[];
}

export interface BlindRow {
  outcome: string;
  value?: string | null;
  with: number;
  blind: number; // codings known only later replaced by the mean of their kind
}

export interface Reading {
  id: string;
  name: string;
  members?: number;
  log_score: number; // mean prequential log score of a claim
  low?: number; // its 90 % interval, over members and blocks of day and system
  high?: number;
  claims: number;
  note?: string;
}

/// How far the first is ahead of the second; told apart where the 90 % interval leaves out nought.
export interface ReadingPair {
  first: string; // names
  second: string;
  difference: number;
  low: number;
  high: number;
}

export interface ReadingClaim {
  id: string;
  text: string;
  system: string;
  probability: number[]; // of the record, in the order of `readings`
}

export interface Dated {
  name: string;
  t: number;
  reason: string;
}

export interface SourceRow {
  id: string;
  citation: string;
}

export interface Term {
  term: string;
  text: string;
}

export interface Lesson {
  title: string;
  minutes: number;
  introduction: string;
  bets: Bet[];
  steps: LessonStep[];
  questions: string[];
  teacher: string[];
  sources?: string[]; // ids
}

export interface Bet {
  outcome: string;
  value?: string | null; // of a category: the bet is on this one
  prompt: string;
  reveal: string; // said after the bet
}

export interface LessonStep {
  minutes: number;
  title: string;
  text: string;
  section?: string | null; // a page of the report to open
}
