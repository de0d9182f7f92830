/** How often somebody failed, and when for the last time. */
export interface Failures {
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly lastAt: number;
}

const firstDelayMs = 30_000;
const longestDelayMs = 900_000;
/** After so long without a failure all of them are forgotten. */
const memoryMs = 3_600_000;

/** Tells from when on the next try is looked at: each failure beyond the free ones doubles the wait. */
export function nextTryAt({ count, lastAt }: Failures, free: number): number {
  if (count < free) return lastAt;
  return lastAt + Math.min(longestDelayMs, firstDelayMs * 2 ** (count - free));
}

/** Tells whether failures are so long ago that they count no more. */
export function isForgotten({ lastAt }: Failures, now: number): boolean {
  return now - lastAt >= memoryMs;
}
