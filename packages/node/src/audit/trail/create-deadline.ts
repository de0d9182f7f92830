import { TimeoutError, type Clock } from '@fanfare/core/base';

/** Runs work of a sink until its time is up; `signal` says then that nobody waits any more. */
export type Deadline = <Result>(work: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;

/** Makes what lets no work of a sink take longer. What settles later is heard by nobody. */
export function createDeadline({
  clock,
  timeoutMs,
}: {
  readonly clock: Clock;
  readonly timeoutMs: number;
}): Deadline {
  return (work) => {
    const controller = new AbortController();
    return new Promise((resolve, reject) => {
      const stop = clock.setTimeout(() => {
        const message = `The sink of the audit log took longer than ${timeoutMs} ms.`;
        reject(new TimeoutError(message, { code: 'timeout', retryable: true }));
        controller.abort();
      }, timeoutMs);
      work(controller.signal).then(resolve, reject).finally(stop);
    });
  };
}
