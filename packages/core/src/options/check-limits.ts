import { limits } from '@fanfare/contract';
import { OptionsError } from '../errors/error-classes.js';
import { describeType } from './describe-type.js';

/** The numbers of a call that its caller may set. */
export interface CallLimits {
  /** The time for one attempt, in milliseconds. */
  readonly timeoutMs: number;
  /** The time for all attempts and the waits between them, in milliseconds. */
  readonly totalTimeoutMs: number;
  /** How many times the call is repeated at most. */
  readonly maxRetries: number;
}

/**
 * Checks the numbers of a call.
 *
 * @throws OptionsError `invalid_options`, naming the option.
 * @example
 * ```ts
 * import { checkLimits } from '@fanfare/core';
 *
 * checkLimits({ timeoutMs: 10_000, totalTimeoutMs: 60_000, maxRetries: 2 });
 * ```
 */
export function checkLimits(given: CallLimits): CallLimits {
  checkPositive(given.timeoutMs, 'timeoutMs');
  checkPositive(given.totalTimeoutMs, 'totalTimeoutMs');
  const { maxRetries } = given;
  if (!Number.isInteger(maxRetries) || maxRetries < 0 || maxRetries > limits.retries) {
    throw new OptionsError(
      `maxRetries must be a whole number from 0 to ${limits.retries}, not ${shown(maxRetries)}.`,
    );
  }
  return given;
}

/** Insists on a number above 0. */
export function checkPositive(value: number, option: string): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw new OptionsError(`${option} must be a number above 0, not ${shown(value)}.`);
}

function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : describeType(value);
}
