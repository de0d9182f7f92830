/**
 * Makes calls share one run: whoever calls while a run is under way gets that run's result, and the next
 * call after it starts afresh.
 *
 * @example
 * ```ts
 * import { singleFlight } from '@fanfare/core';
 *
 * const load = singleFlight(() => Promise.resolve(Math.random()));
 * const [first, second] = await Promise.all([load(), load()]); // the same number
 * ```
 */
export function singleFlight<T>(run: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | undefined;
  return () => {
    if (current !== undefined) return current;
    // Async, so that a `run` that throws synchronously rejects too.
    const flight = (async () => run())().finally(() => {
      if (current === flight) current = undefined;
    });
    current = flight;
    return flight;
  };
}
