/** What a queue admits, how many and when. Times are milliseconds since the epoch. */
export interface QueueRules {
  /** Admissions per minute. */
  readonly admitRate: number;
  /** How many may wait at once; `null` for any number. */
  readonly capacity: number | null;
  /** How many are ever admitted; `null` for any number. */
  readonly maxAdmissions: number | null;
  /** How long an admission lasts, in milliseconds; `null` for ever. */
  readonly admissionExpirationMs: number | null;
  /** When the queue opens; `null` where it is open from the start. */
  readonly opensAt: number | null;
  /** When the queue closes; `null` where it stays open. */
  readonly closesAt: number | null;
}

/** Whether a queue takes consumers. */
export type QueueLifecycle = 'scheduled' | 'open' | 'closed';

/** Tells whether a queue takes consumers at a time; it is open from `opensAt` and closed from `closesAt`. */
export function queueLifecycle(rules: QueueRules, now: number): QueueLifecycle {
  if (rules.closesAt !== null && now >= rules.closesAt) return 'closed';
  if (rules.opensAt !== null && now < rules.opensAt) return 'scheduled';
  return 'open';
}

// A century. A rate next to nothing would make a wait without end, and JSON has no number for that.
const longestIntervalMs = 100 * 365 * 24 * 3_600_000;

/** Milliseconds between two admissions; not rounded, so that a long line does not drift. */
export function admissionIntervalMs(rules: QueueRules): number {
  return Math.min(longestIntervalMs, 60_000 / rules.admitRate);
}

/** Rounds a time up to a whole millisecond, which is the finest that a clock can be set to. */
export function wholeMs(time: number): number {
  // Near the present a double holds quarters of a microsecond; sums of them must not cost a millisecond.
  return Math.ceil(time - 0.001);
}

/** How long a consumer waits at most while the queue stays open, in seconds. */
export function estimatedWaitSeconds(rules: QueueRules, position: number): number {
  return Math.min((position * longestIntervalMs) / 1000, (position / rules.admitRate) * 60);
}
