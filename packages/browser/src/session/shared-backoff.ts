import { backoff } from '@fanfare/core';
import type { FanfareError } from '@fanfare/core';
import type { SharedBackoff } from '../stores/token-record.js';

/** Half of each bound is certain and half is jitter: an outage of a minute then sees at most six refreshes, whatever the dice say. */
const halfBaseMs = 500;
const halfCapMs = 20_000;
/** No answer keeps a shopper out for longer than this. */
const orderedCapMs = 600_000;

/** What a back-off is planned from. */
export interface BackoffPlan {
  readonly previous: SharedBackoff | undefined;
  readonly error: FanfareError;
  /** How many requests failed since. */
  readonly failures: number;
  readonly now: number;
  readonly random: () => number;
}

/** Plans how long all tabs wait after a failed refresh: four times longer after each, or as the platform said. */
export function planBackoff(plan: BackoffPlan): SharedBackoff {
  const { previous, error, failures, now, random } = plan;
  const attempt = (previous?.attempt ?? 0) + failures;
  const floor = Math.min(halfCapMs, halfBaseMs * 4 ** (attempt - 1));
  const own = floor + backoff({ attempt: 1, baseMs: floor, capMs: floor, random });
  const ordered = error.retryAfterMs;
  const delayMs = ordered === undefined ? own : Math.min(Math.max(ordered, 0) + own, orderedCapMs);
  return {
    failedAt: now,
    delayMs,
    attempt,
    code: error.code,
    ...(error.status !== undefined && { status: error.status }),
    ...(ordered !== undefined && { ordered: true }),
  };
}

/** Tells how much of a back-off is left, in milliseconds. A clock that was set back ends it. */
export function remainingBackoff(wait: SharedBackoff | undefined, now: number): number {
  if (wait === undefined || now < wait.failedAt) return 0;
  return Math.max(0, wait.failedAt + wait.delayMs - now);
}
