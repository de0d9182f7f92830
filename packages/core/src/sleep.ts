import type { Clock } from './clock.js';

/** How a wait is timed and stopped. */
export interface SleepOptions {
  readonly clock: Clock;
  /** Ends the wait early; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits `ms` milliseconds on the given clock, and leaves neither a timer nor a listener behind.
 *
 * @throws the signal's reason, where it is aborted before or during the wait.
 * @example
 * ```ts
 * import { sleep, systemClock } from '@fanfare/core';
 *
 * await sleep(50, { clock: systemClock });
 * ```
 */
export function sleep(ms: number, options: SleepOptions): Promise<void> {
  const { clock, signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const stop = (): void => {
      cancel();
      reject(signal?.reason as Error);
    };
    const cancel = clock.setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
