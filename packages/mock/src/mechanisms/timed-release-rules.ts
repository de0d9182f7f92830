/** How a timed release hands out what there is, and when. Times are milliseconds since the epoch. */
export interface TimedReleaseRules {
  /** How long a piece is held for whoever entered, in milliseconds. */
  readonly reservationMs: number;
  /** When the release opens; `null` where it is open from the start. */
  readonly opensAt: number | null;
  /** When the release closes; `null` where it stays open. */
  readonly closesAt: number | null;
}

/** Whether a timed release takes consumers. */
export type TimedReleaseLifecycle = 'scheduled' | 'open' | 'closed';

/** Tells whether a timed release takes consumers at a time: from `opensAt` on, and not from `closesAt` on. */
export function timedReleaseLifecycle(rules: TimedReleaseRules, now: number): TimedReleaseLifecycle {
  if (rules.closesAt !== null && now >= rules.closesAt) return 'closed';
  if (rules.opensAt !== null && now < rules.opensAt) return 'scheduled';
  return 'open';
}
