// The lesson's bets: what a reader says before the ensemble is shown, and how far off it was.

import type { Bet, Outcome } from '../data';
import { quantile, shareUpTo } from './numbers';

export type Stake = { kind: 'share'; share: number } | { kind: 'interval'; low: number | null; high: number | null };

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

export interface IntervalVerdict {
  covers: number; // share of histories inside
  modelLow: number; // the ensemble's own 5 and 95 % quantiles
  modelHigh: number;
}

/** The two ends in order; null while one is missing. */
export function ends(stake: Stake): [number, number] | null {
  if (stake.kind !== 'interval' || stake.low === null || stake.high === null) return null;
  return stake.low <= stake.high ? [stake.low, stake.high] : [stake.high, stake.low];
}

/** How a 90 % interval compares with the ensemble, of which only members count in which it occurs at all. */
export function judgeInterval(samples: readonly (number | null)[], low: number, high: number): IntervalVerdict {
  const known = samples.filter((s) => s !== null);
  const below = known.filter((s) => s < low).length / Math.max(1, known.length);
  return {
    covers: Math.max(0, shareUpTo(known, high) - below),
    modelLow: quantile(known, 0.05),
    modelHigh: quantile(known, 0.95),
  };
}

/** 0 to 100 points for a bet: 100 for the ensemble's own answer, less with the squared error, nought from 50 points off. */
export function pointsFor(share: number, model: number): number {
  return Math.max(0, Math.round(100 * (1 - 4 * (share - model) ** 2)));
}
