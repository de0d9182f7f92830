import type { Page, PageEvent } from './page-events.js';

/** Listens to the window, or to the worker, this code runs in; null where there is neither, as on a server. */
export function windowPageEvents(): Page | null {
  const scope = globalThis as Partial<Pick<Window, 'addEventListener' | 'document'>>;
  if (scope.addEventListener === undefined) return null;
  const target = scope as EventTarget;
  const { document } = scope;
  const hidden = (): boolean => document?.visibilityState === 'hidden';
  return {
    visible: () => !hidden(),
    online: () => globalThis.navigator?.onLine !== false,
    listen(handler) {
      const listeners = new AbortController();
      const { signal } = listeners;
      for (const name of ['online', 'pagehide', 'pageshow'] as const satisfies PageEvent[]) {
        target.addEventListener(name, () => handler(name), { signal });
      }
      document?.addEventListener('visibilitychange', () => handler(hidden() ? 'hidden' : 'visible'), {
        signal,
      });
      return () => listeners.abort();
    },
  };
}
