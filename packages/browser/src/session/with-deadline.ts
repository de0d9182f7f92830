import { TimeoutError } from '@fanfare/core';
import type { Clock } from '@fanfare/core';
import { joinSignals } from '../join-signals.js';
import { untilAborted } from './until-aborted.js';

/** How much later than its time a timer says that the tab was frozen, and how long answers then have, in milliseconds. */
const graceMs = 1_000;

/** How long, and by which clock. */
export interface DeadlineOptions {
  readonly clock: Clock;
  readonly ms: number;
  /** Ends it before its time. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs something that may never settle, and settles in time all the same, whether or not `run` heeds its signal.
 *
 * @throws `TimeoutError` when the time is up; the reason of `signal` when that is aborted.
 */
export async function withDeadline<T>(
  run: (signal: AbortSignal) => Promise<T>,
  options: DeadlineOptions,
): Promise<T> {
  const { clock, ms, signal } = options;
  const late = new AbortController();
  const joined = joinSignals([signal, late.signal]);
  const startedAt = clock.now();
  const expire = (): void => late.abort(timeout(ms));
  let cancel = clock.setTimeout(() => {
    // A tab that was frozen gets its timers and its answers back at once: the answers go first.
    if (clock.now() - startedAt > ms + graceMs) cancel = clock.setTimeout(expire, graceMs);
    else expire();
  }, ms);
  try {
    joined.signal.throwIfAborted();
    return await untilAborted(run(joined.signal), joined.signal);
  } finally {
    cancel();
    joined.release();
  }
}

function timeout(ms: number): TimeoutError {
  return new TimeoutError(`No answer within ${ms} ms; try again later.`, {
    code: 'timeout',
    retryable: true,
  });
}
