import { createSession } from '../../../src/session/create-session.js';
import type { Session, SessionEvents, SessionOptions } from '../../../src/session/session.js';
import { fakeChannels } from './fake-channels.js';
import type { FakeChannels } from './fake-channels.js';
import { fakeLocks } from './fake-lock-manager.js';
import type { FakeLocks } from './fake-lock-manager.js';
import { rotatingServer } from './rotating-server.js';
import type { RotatingServer } from './rotating-server.js';
import { sharedStore } from './shared-store.js';
import type { SharedStore } from './shared-store.js';
import { openTab } from './tab.js';
import type { Device, Tab } from './tab.js';
import { seeded, virtualTime } from './virtual-time.js';
import type { VirtualTime } from './virtual-time.js';

/** One event of a session, as a test saw it. */
export type Heard = { readonly name: keyof SessionEvents; readonly payload: unknown };

/** A tab with a session in it. */
export interface SessionTab extends Tab {
  readonly session: Session;
  readonly heard: Heard[];
}

/** A browser with tabs of one shop, and the platform they talk to. */
export interface Browser {
  readonly time: VirtualTime;
  readonly device: Device;
  readonly server: RotatingServer;
  readonly store: SharedStore;
  readonly locks: FakeLocks;
  readonly channels: FakeChannels;
  open(options?: Partial<SessionOptions>): SessionTab;
  /** Closes a tab without a word, as a browser does with a tab that is killed. */
  kill(tab: SessionTab): void;
}

/** Starts a browser. */
export function startBrowser(options: { seed?: number; leewayMs?: number } = {}): Browser {
  const random = seeded(options.seed ?? 1);
  const time = virtualTime();
  const device: Device = { skewMs: 0, sleptMs: 0 };
  const server = rotatingServer(time, options);
  const store = sharedStore(time, random);
  const locks = fakeLocks();
  const channels = fakeChannels(time, random);
  return {
    time,
    device,
    server,
    store,
    locks,
    channels,
    open(given = {}) {
      const tab = openTab(time, device);
      const session = createSession({
        namespace: 'test',
        exchange: server.forTab(tab),
        store: store.forTab(tab),
        clock: tab.clock,
        random,
        locks: locks.forTab(tab),
        channel: channels.forTab(tab),
        page: tab.page,
        ...given,
      });
      const heard: Heard[] = [];
      for (const name of ['change', 'refreshed', 'ended', 'degraded'] as const) {
        session.on(name, (payload) => heard.push({ name, payload }));
      }
      return Object.assign(tab, { session, heard });
    },
    kill(tab) {
      tab.crash();
      locks.release(tab);
    },
  };
}
