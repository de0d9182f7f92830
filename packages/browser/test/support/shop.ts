import { createMockPlatform, type MockPlatform, type MockPlatformOptions } from '@fanfare/mock';
import type { Clock } from '@fanfare/core';
import {
  connect,
  FanfareClient,
  memoryTokenStore,
  type Connection,
  type FanfareClientOptions,
  type TokenStore,
} from '../../src/index.js';
import { fakeLocks } from './fake-locks.js';
import { fakeChannels, type FakeChannels } from './fake-channels.js';
import { fakePage, type FakePage } from './fake-page.js';
import { fakeStorage, type FakeStorage } from './fake-storage.js';

// What a page loads later is there before anything is waited for: loading takes real time, and a shop has its own.
const loaded = Promise.all([
  import('../../src/engine.js'),
  import('../../src/create-parts.js'),
  import('../../src/journeys/engine.js'),
  import('../../src/session-guard/start-guard.js'),
  import('../../src/stream/create-updates.js'),
  import('../../src/cookie-mode/open-cookie-mode.js'),
  import('../../../core/src/errors/read-closely.js'),
]);

/** A request that left a tab. */
export interface Sent {
  readonly tab: string;
  /** Method and path below the service. */
  readonly line: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly init: RequestInit | undefined;
  readonly request: Request;
}

/** One tab with a client in it. */
export interface Tab {
  readonly name: string;
  readonly client: FanfareClient;
  readonly page: FakePage;
}

/** A platform, a browser with tabs, and the time of both. */
export interface Shop {
  readonly platform: MockPlatform;
  readonly store: TokenStore;
  readonly channels: FakeChannels;
  /** Requests that left, oldest first. */
  readonly sent: Sent[];
  readonly experienceId: string;
  readonly queueId: string;
  open(name?: string, options?: Partial<FanfareClientOptions>): Tab;
  /** Opens a tab with a connection only, for parts that are made one by one. */
  connect(name?: string): { readonly connection: Connection; readonly page: FakePage };
  /** What the tab of a name keeps over its reloads; one that is opened again under its name is loaded anew. */
  tabKeep(name: string): FakeStorage;
  /** Lets time pass, with everything that falls due in it. */
  pass(ms: number): Promise<void>;
  /** The clock of the device. */
  readonly clock: Clock;
  /** Sends the requests of a tab, for a fetch that spoils them or their answers. */
  fetchFrom(tab: string): typeof fetch;
  /** Waits for what is under way, without letting time pass. */
  settle(): Promise<void>;
  /** Counts requests to an operation, as in `GET /consumers/me`. */
  count(pattern: RegExp): number;
  /** How many answers the platform holds back on purpose; `settle` does not wait for that many. */
  holding: number;
  /** Whether the platform has streams; one without answers that there is no such thing. */
  hasStreams: boolean;
  /** How far the clock of the device is from that of the platform, in milliseconds; a change is a clock that was set. */
  skewMs: number;
  /** Timers that are armed in all tabs. */
  readonly timers: number;
}

/** Opens a shop. */
export function openShop(options: MockPlatformOptions = {}): Shop {
  const platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', seed: 1, ...options });
  const [{ experience, queue, keys }] = platform.world.organizations;
  const store = memoryTokenStore();
  const channels = fakeChannels();
  const locks = fakeLocks();
  const storage = fakeStorage();
  const tabStorages = new Map<string, FakeStorage>();
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const sent: Sent[] = [];
  let underWay = 0;

  const clock: Clock = {
    now: () => platform.clock.now() + shop.skewMs,
    setTimeout(run, ms) {
      const timer = { at: platform.clock.now() + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  };

  const fetchFrom =
    (tab: string): typeof fetch =>
    async (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      if (!shop.hasStreams && url.pathname.endsWith('/events/stream')) {
        return Response.json({ error: 'not_found' }, { status: 404 });
      }
      const line = `${request.method} ${url.pathname.replace(/^\/\w+\/api/, '')}`;
      sent.push({ tab, line, url, headers: request.headers, init, request: request.clone() });
      underWay += 1;
      try {
        return await platform.fetch(request);
      } finally {
        underWay -= 1;
      }
    };

  const settle = async (): Promise<void> => {
    await loaded;
    for (let quiet = 0; quiet < 8; quiet = underWay > shop.holding ? 0 : quiet + 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  const tabKeep = (name: string): FakeStorage => {
    const kept = tabStorages.get(name) ?? fakeStorage();
    tabStorages.set(name, kept);
    return kept;
  };

  const settings = (name: string, page: FakePage) => ({
    publishableKey: keys.test.publishable as string,
    baseUrl: platform.origin,
    fetch: fetchFrom(name),
    clock,
    random: () => 0.5,
    store,
    environment: { page, locks, channel: channels.connect, keep: storage, tabKeep: tabKeep(name) },
  });

  const shop: Shop = {
    holding: 0,
    hasStreams: true,
    skewMs: 0,
    platform,
    store,
    channels,
    sent,
    experienceId: experience.id,
    queueId: queue.id,
    clock,
    fetchFrom,
    tabKeep,
    settle,
    open(name = 'tab', given = {}) {
      const page = fakePage();
      return { name, client: new FanfareClient({ ...settings(name, page), ...given }), page };
    },
    connect(name = 'tab') {
      const page = fakePage();
      return { connection: connect(settings(name, page)), page };
    },
    async pass(ms) {
      const end = platform.clock.now() + ms;
      await settle();
      for (;;) {
        const due = [...timers].sort((a, b) => a.at - b.at)[0];
        const next = due === undefined || due.at > end ? end : Math.max(due.at, platform.clock.now());
        await platform.clock.advance(next - platform.clock.now());
        if (due === undefined || due.at > end) break;
        timers.delete(due);
        due.run();
        await settle();
      }
      await settle();
    },
    count: (pattern) => sent.filter(({ line }) => pattern.test(line)).length,
    get timers() {
      return timers.size;
    },
  };
  return shop;
}
