// The lesson's bets: what a reader says before the ensemble is shown, and how far off it was.

import type { Bet, Outcome } from '../data';
import { quantile, shareUpTo } from './numbers';

export type Stake = { kind: 'share'; share: number } | { kind: 'interval'; low: number; high: number };

export const stakeKind = (outcome: Outcome): Stake['kind'] =>
  outcome.kind === 'boolean' || outcome.kind === 'category' ? 'share' : 'interval';

/** What the ensemble says to a bet on a share. */
export function modelShare(outcome: Outcome, bet: Bet): number {
  return outcome.kind === 'boolean' ? (outcome.probability ?? 0) : (outcome.shares?.[bet.value ?? ''] ?? 0);
}

/** Whether the record holds what the bet is on; null where it says nothing. */
export function recordHolds(outcome: Outcome, bet: Bet): boolean | null {
  if (outcome.record == null) return null;
  return outcome.kind === 'boolean' ? outcome.record === true : outcome.record === bet.value;
}

/** Brier score of a stated share against what happened once. Brier 1950: 0 is best, 1 worst, 0.25 says nothing. */
export const brier = (share: number, happened: boolean) => (share - (happened ? 1 : 0)) ** 2;

/** The expected Brier score over the histories of an ensemble: its own uncertainty plus the squared error. */
export const expectedBrier = (share: number, model: number) => model * (1 - share) ** 2 + (1 - model) * share ** 2;

export interface IntervalVerdict {
  covers: number; // share of histories inside
  width: number;
  modelLow: number; // the ensemble's own 5 and 95 % quantiles
  modelHigh: number;
}

/** How a 90 % interval compares with the ensemble. */
export function judgeInterval(samples: readonly (number | null)[], low: number, high: number): IntervalVerdict {
  const below = samples.filter((s) => s !== null && s < low).length / Math.max(1, samples.length);
  return {
    covers: Math.max(0, shareUpTo(samples, high) - below),
    width: high - low,
    modelLow: quantile(samples, 0.05),
    modelHigh: quantile(samples, 0.95),
  };
}

/** 0 to 100 points for a bet: 100 for the ensemble's own answer, falling with the squared error. */
export function pointsFor(share: number, model: number): number {
  return Math.round(100 * (1 - (share - model) ** 2));
}
