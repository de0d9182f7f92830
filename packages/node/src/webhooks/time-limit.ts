import { type Clock, FanfareError } from '@fanfare/core/base';

/** A span of time after which something is given up. */
export interface TimeLimit {
  /** Aborts when the time is over. */
  readonly signal: AbortSignal;
  /** Ends the watch; safe to call twice. */
  stop(): void;
}

/** Starts to watch the time that a handler takes. */
export function startTimeLimit(clock: Clock, limitMs: number): TimeLimit {
  const over = new AbortController();
  const stop = clock.setTimeout(() => {
    const message = `Handling a webhook took longer than ${limitMs} ms (\`handlerTimeoutMs\`), and was given up.`;
    over.abort(
      new FanfareError(`${message} Stop at \`signal\`, or hand slow work to a queue.`, { code: 'timeout' }),
    );
  }, limitMs);
  return { signal: over.signal, stop };
}

/** Waits for work no longer than until a signal aborts; rejects with its reason then, whatever the work does later. */
export async function untilAborted(signal: AbortSignal, work: () => unknown): Promise<void> {
  signal.throwIfAborted();
  let giveUp = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason as Error); // all our signals abort with one
  });
  signal.addEventListener('abort', giveUp);
  try {
    await Promise.race([(async () => work())(), aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
