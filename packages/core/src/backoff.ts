/** What a back-off is computed from. */
export interface BackoffOptions {
  /** How many attempts have failed so far: 1 after the first. */
  readonly attempt: number;
  /** The upper bound after the first failure, in milliseconds; it doubles with each further one. */
  readonly baseMs: number;
  /** The bound that the doubling stops at, in milliseconds. */
  readonly capMs: number;
  /** Returns a number from 0 up to, not including, 1. */
  readonly random: () => number;
}

/**
 * Computes how long to wait before the next attempt, in milliseconds: anything between nothing and the bound
 * ("full jitter"), so that a crowd that failed together does not come back together.
 *
 * @example
 * ```ts
 * import { backoff } from '@fanfare/core';
 *
 * backoff({ attempt: 3, baseMs: 500, capMs: 10_000, random: Math.random }); // 0 … 2,000
 * ```
 */
export function backoff(options: BackoffOptions): number {
  const { attempt, baseMs, capMs, random } = options;
  return Math.floor(random() * Math.min(capMs, baseMs * 2 ** Math.max(0, attempt - 1)));
}
