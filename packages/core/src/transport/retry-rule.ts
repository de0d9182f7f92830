import { limits, type Route } from '@fanfare/contract';
import { backoff } from '../backoff.js';
import type { FanfareError } from '../errors/fanfare-error.js';
import { passingStatuses } from '../errors/passing-statuses.js';

// The platform's own advice: base 1 s, cap 30 s.
const baseMs = 1_000;
const capMs = 30_000;
const repeatableCodes: readonly string[] = ['network_error', 'timeout'];

/** Tells whether the row of an operation lets a failed call be repeated at all. */
export function mayRepeat(route: Route, idempotencyHeader: boolean): boolean {
  if (route.retry === 'never') return false;
  return route.retry !== 'header' || idempotencyHeader;
}

/** Tells whether a failure is of the kind that passes. 423 is not: nobody wants to wait unasked until a drop opens. */
export function isPassing(error: FanfareError): boolean {
  if (repeatableCodes.includes(error.code)) return true;
  if (error.code === 'request_in_flight') return error.status === 409;
  return error.code !== 'invalid_response' && passingStatuses.includes(error.status ?? 0);
}

/** What the wait before the next attempt depends on. */
export interface RetryWait {
  readonly error: FanfareError;
  /** How many attempts have failed. */
  readonly attempt: number;
  readonly random: () => number;
}

/**
 * Computes the wait before the next attempt, in milliseconds.
 *
 * @returns `undefined` where the platform asks for a longer wait than a call should take.
 */
export function retryWait(wait: RetryWait): number | undefined {
  const asked = wait.error.retryAfterMs ?? 0;
  if (asked > limits.retryAfterMs) return undefined;
  return asked > 0 ? asked : backoff({ attempt: wait.attempt, baseMs, capMs, random: wait.random });
}
