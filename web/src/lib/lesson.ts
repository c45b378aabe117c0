// Where a lesson stands after so many seconds.

import type { LessonStep } from '../data';

/** The step (steps.length when the time is up) and the seconds that are left of it. */
export function stepAt(steps: readonly LessonStep[], seconds: number): { step: number; left: number } {
  let end = 0;
  for (const [step, { minutes }] of steps.entries()) {
    end += 60 * minutes;
    if (seconds < end) return { step, left: end - seconds };
  }
  return { step: steps.length, left: 0 };
}
