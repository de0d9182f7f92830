import { TimeoutError, untilAborted, type Clock } from '@fanfare/core/base';

/** How long something may take. */
export interface RunLimit {
  readonly clock: Clock;
  /** In milliseconds. */
  readonly limitMs: number;
  /** What is said where it takes longer. */
  readonly message: string;
}

/**
 * Waits for work no longer than its limit, and tells it by a signal when nobody waits any more.
 *
 * @throws TimeoutError `timeout`; what the work throws
 */
export async function runLimited<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  { clock, limitMs, message }: RunLimit,
): Promise<Value> {
  const over = new AbortController();
  const cancel = clock.setTimeout(
    () => over.abort(new TimeoutError(message, { code: 'timeout', retryable: true })),
    limitMs,
  );
  try {
    return await untilAborted(work(over.signal), over.signal);
  } finally {
    cancel();
  }
}
