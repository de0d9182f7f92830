import type { ClientEvents, FanfareClient, SessionView } from '@fanfare/browser';
import type { ExternalStore } from './external-store.js';

/** After which events the session may look different. */
const news: readonly (keyof ClientEvents)[] = [
  'auth:authenticated',
  'auth:refreshed',
  'auth:logout',
  'auth:session-expired',
  'auth:degraded',
  'journey:changed', // a journey finds a session again by itself, of which nothing else tells
  'connection:restored',
];

/** What is known where nothing was looked up. */
const unknownSession: SessionView = { status: 'unknown', signedIn: false, epoch: 0 };

/** Creates the store of a client's session. The first who watches has the session of before a reload looked for. */
export function createSessionStore(client: FanfareClient): ExternalStore<SessionView> {
  const watchers = new Set<() => void>();
  let undo: readonly (() => void)[] = [];
  const tell = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  return {
    subscribe(listener) {
      const watcher = (): void => listener();
      watchers.add(watcher);
      if (watchers.size === 1) {
        undo = news.map((name) => client.on(name, tell));
        // What fails here is tried again by the next call, and by every journey that is watched.
        void client.auth.restore().then(tell, () => undefined);
      }
      return () => {
        if (!watchers.delete(watcher) || watchers.size > 0) return;
        for (const run of undo) run();
      };
    },
    getSnapshot: () => client.auth.session,
    getServerSnapshot: () => unknownSession,
  };
}
