import type { Clock } from '../clock.js';

/** A stretch of time that work has to fit into. */
export interface Scope {
  /** Aborted when time is up, or when the outer signal is. */
  readonly signal: AbortSignal;
  /** Tells whether it was our own timer, not the outer signal, that ended it. */
  timedOut(): boolean;
  /** Removes the timer and the listener on the outer signal; safe to call twice. */
  close(): void;
}

/** What bounds a scope. */
export interface ScopeOptions {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Opens a scope. It stands in for `AbortSignal.any` and `AbortSignal.timeout`, which keep a listener on a
 * long-lived signal until garbage collection and cannot run on an injected clock.
 */
export function openScope(options: ScopeOptions): Scope {
  const { clock, signal, timeoutMs } = options;
  const controller = new AbortController();
  let timedOut = false;
  const forward = (): void => controller.abort(signal?.reason);
  if (signal?.aborted) forward();
  signal?.addEventListener('abort', forward);
  const cancel = clock.setTimeout(() => {
    timedOut = !controller.signal.aborted;
    controller.abort(new DOMException(`${timeoutMs} ms are over.`, 'TimeoutError'));
  }, timeoutMs);
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    close() {
      cancel();
      signal?.removeEventListener('abort', forward);
    },
  };
}
