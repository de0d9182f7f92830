/** How long a refresh may take, and how long others wait for the process that makes it, in milliseconds. */
export interface RefreshTimes {
  /** How long a process that is not heard of keeps its turn, as long as it has sent nothing. */
  readonly leaseMs: number;
  /** The same, once the refresh token may have reached the platform. */
  readonly sentLeaseMs: number;
  /** The time for one attempt. */
  readonly attemptMs: number;
}

/** A process that dies in its turn delays the others by this: well within the leeway, where there is one. */
const leaseMs = 3_000;
const withLeeway: RefreshTimes = { leaseMs, sentLeaseMs: leaseMs, attemptMs: 3_500 };
/**
 * Where there is none, to ask again ends the session. To wait for an answer, and for a process that may only stand still, costs less: one that
 * died with the answer has lost the session in any case.
 */
const withoutLeeway: RefreshTimes = { leaseMs, sentLeaseMs: 60_000, attemptMs: 30_000 };

/** Chooses the times for a platform that repeats a lost answer for so long. */
export function refreshTimes(leewayMs: number): RefreshTimes {
  return leewayMs < 2 * leaseMs ? withoutLeeway : withLeeway;
}
