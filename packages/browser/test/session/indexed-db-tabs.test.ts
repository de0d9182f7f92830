import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { createSession } from '../../src/session/create-session.js';
import type { Session } from '../../src/session/session.js';
import { indexedDbTokenStore } from '../../src/stores/indexed-db-token-store.js';
import { fakeLocks } from './support/fake-lock-manager.js';
import { rotatingServer } from './support/rotating-server.js';
import { openTab } from './support/tab.js';
import type { VirtualTime } from './support/virtual-time.js';

const hour = 3_600_000;

/** The time of this machine, which a test may put forward: what IndexedDB and BroadcastChannel do takes real time. */
function realTime(): VirtualTime & { skip(ms: number): void } {
  let skipped = 0;
  const now = (): number => Date.now() + skipped;
  return {
    now,
    at(when, run) {
      const timer = setTimeout(run, when - now());
      return () => clearTimeout(timer);
    },
    skip: (ms) => void (skipped += ms),
    advance: () => Promise.reject(new Error('Real time passes by itself.')),
    until: (promise) => promise,
    pending: 0,
  };
}

test.each([
  { locks: 'Web Locks', rounds: 12 },
  { locks: 'a lease', rounds: 3 },
])(
  'B5: four tabs over IndexedDB and BroadcastChannel, with $locks: one refresh a round',
  async ({ locks, rounds }) => {
    const time = realTime();
    const server = rotatingServer(time);
    server.latencyMs = () => 4;
    const shared = fakeLocks();
    const indexedDB = new IDBFactory();
    const namespace = `tabs with ${locks}`;
    const open = (): Session => {
      const tab = openTab(time);
      return createSession({
        namespace,
        exchange: server.forTab(tab),
        store: indexedDbTokenStore({ namespace, indexedDB }),
        clock: tab.clock,
        locks: locks === 'a lease' ? null : shared.forTab(tab),
        page: null,
        refreshInBackground: false,
      });
    };
    const tabs = [open(), open(), open(), open()];
    await tabs[0]!.signIn(server.signIn());
    await Promise.all(tabs.map((session) => session.restore()));

    for (let round = 1; round <= rounds; round++) {
      time.skip(2 * hour);
      const calls = tabs.flatMap((session) => Array.from({ length: 25 }, () => session.getAccessToken()));
      const tokens = await Promise.all(calls);

      expect(new Set(tokens).size).toBe(1);
      expect(server.refreshes).toHaveLength(round);
      expect(server.reuses).toBe(0);
    }

    await tabs[3]!.logout();
    const reloaded = open();
    expect((await reloaded.restore()).signedIn).toBe(false);
    for (const session of [...tabs, reloaded]) session.destroy();
  },
  60_000,
);
