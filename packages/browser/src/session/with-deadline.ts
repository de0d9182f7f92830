import { TimeoutError } from '@fanfare/core';
import type { Clock } from '@fanfare/core';

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
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error));
  });
  const pass = (): void => controller.abort(signal?.reason);
  signal?.addEventListener('abort', pass);
  const cancel = clock.setTimeout(() => controller.abort(timeout(ms)), ms);
  try {
    return await Promise.race([run(controller.signal), stopped]);
  } finally {
    cancel();
    signal?.removeEventListener('abort', pass);
  }
}

function timeout(ms: number): TimeoutError {
  return new TimeoutError(`No answer within ${ms} ms; try again later.`, {
    code: 'timeout',
    retryable: true,
  });
}
