/**
 * Waits for a promise no longer than a signal lets it: an injected `fetch`, a stream or a callback need not
 * heed the signal it was given.
 *
 * @throws the signal's reason, where it is aborted first.
 * @example
 * ```ts
 * import { untilAborted } from '@fanfare/core/base';
 *
 * const controller = new AbortController();
 * const response = await untilAborted(fetch('https://shop.example'), controller.signal);
 * ```
 */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    const settleBy =
      <Value>(settle: (value: Value) => void) =>
      (value: Value): void => {
        signal.removeEventListener('abort', stop);
        settle(value);
      };
    promise.then(settleBy(resolve), settleBy(reject));
  });
}
