/**
 * Reports what somebody else's callback threw, without letting it into our own control flow: as the window's
 * `error` event, or as an uncaught exception where there is no window.
 */
export function reportUncaught(error: unknown): void {
  if (typeof globalThis.reportError === 'function') return globalThis.reportError(error);
  queueMicrotask(() => {
    throw error;
  });
}
