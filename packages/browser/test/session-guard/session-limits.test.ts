import { describe, expect, it, vi } from 'vitest';
import type { FanfareClientOptions, SessionLimits } from '../../src/index.js';
import type { ActivitySource } from '../../src/session-guard/index.js';
import { fakeChannels } from '../support/fake-channels.js';
import { fakeLocks } from '../support/fake-locks.js';
import { fakePage, type FakePage } from '../support/fake-page.js';
import { fakeStorage } from '../support/fake-storage.js';
import { openShop, type Shop, type Tab } from '../support/shop.js';

const minute = 60_000;
const limits: SessionLimits = { idleMs: 15 * minute, absoluteMs: 480 * minute };

interface GuardedTab extends Tab {
  /** What the shopper does to the page. */
  press(): void;
  readonly warnings: string[];
  readonly ended: string[];
}

/** Opens tabs of one browser, whose shoppers press keys. */
function browserOf(
  shop: Shop,
  { isGuarded = true } = {},
): (name: string, options?: Partial<FanfareClientOptions>) => Promise<GuardedTab> {
  const [locks, channels, keep] = [fakeLocks(), fakeChannels(), fakeStorage()];
  return async (name, options) => {
    const handlers = new Set<() => void>();
    const activity: ActivitySource = (handler) => {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    };
    const page: FakePage = fakePage();
    const { client } = shop.open(name, {
      sessionLimits: limits,
      environment: { page, locks, channel: channels.connect, keep, activity },
      ...options,
    });
    const warnings: string[] = [];
    const ended: string[] = [];
    client.on('auth:timeout-warning', ({ reason }) => warnings.push(reason));
    client.on('auth:session-expired', ({ reason }) => ended.push(reason));
    await client.auth.guest();
    if (isGuarded) await vi.waitFor(() => expect(handlers.size).toBe(1)); // the guard is loaded behind the sign-in
    return { name, client, page, warnings, ended, press: () => handlers.forEach((handler) => handler()) };
  };
}

describe('C2: a session that is idle', () => {
  it('is over after 15 minutes, though it was refreshed all the time, and warns once, a minute before', async () => {
    const shop = openShop({ settings: { accessTokenTtlSeconds: 120 } });
    const tab = await browserOf(shop)('tab');

    await shop.pass(13.9 * minute);
    expect([tab.warnings, tab.client.auth.session.signedIn]).toEqual([[], true]);
    await shop.pass(0.2 * minute);
    expect([tab.warnings, tab.client.auth.session.signedIn]).toEqual([['idle'], true]);
    await shop.pass(2 * minute);

    expect(shop.count(/auth.refresh/)).toBeGreaterThan(3);
    expect([tab.warnings, tab.ended]).toEqual([['idle'], ['expired']]);
    expect(tab.client.auth.session).toMatchObject({ signedIn: false, status: 'expired' });
    expect(shop.count(/auth.logout/)).toBe(1); // the platform hears of it
    await expect(tab.client.consumers.me()).rejects.toMatchObject({ code: 'session_expired' });
  });

  it('goes on with every key that is pressed, and warns again before the next end', async () => {
    const shop = openShop();
    const tab = await browserOf(shop)('tab');

    await shop.pass(14.5 * minute);
    tab.press();
    await shop.pass(14.5 * minute);

    expect([tab.warnings, tab.client.auth.session.signedIn]).toEqual([['idle', 'idle'], true]);
    await shop.pass(minute);
    expect(tab.ended).toEqual(['expired']);
  });

  it('is not idle while the shopper works in another tab', async () => {
    const shop = openShop();
    const open = browserOf(shop);
    const [one, other] = [await open('one'), await open('other')];

    for (let i = 0; i < 4; i += 1) {
      await shop.pass(10 * minute);
      one.press();
    }

    expect([other.warnings, other.client.auth.session.signedIn]).toEqual([[], true]);
    await shop.pass(16 * minute);
    expect([one.ended, other.ended]).toEqual([['expired'], ['expired']]);
  });

  it('stays idle over a reload: to load a page is nothing that a person must have done', async () => {
    const shop = openShop();
    const open = browserOf(shop);
    const before = await open('before');
    await shop.pass(10 * minute);
    before.client.destroy();
    const after = await open('after');

    await shop.pass(6 * minute);

    expect(after.ended).toEqual(['expired']);
  });
});

describe('C2: a session that lasts', () => {
  it('is over after 8 hours, also for whoever works all the time', async () => {
    const shop = openShop();
    const tab = await browserOf(shop)('tab');

    for (let minutes = 0; minutes < 478; minutes += 2) {
      await shop.pass(2 * minute);
      tab.press();
    }
    expect([tab.warnings, tab.ended]).toEqual([[], []]);
    await shop.pass(1.5 * minute);
    tab.press();
    expect([tab.warnings, tab.ended]).toEqual([['absolute'], []]);
    await shop.pass(minute);

    expect([tab.warnings, tab.ended]).toEqual([['absolute'], ['expired']]);
  });

  it.each(['visible', 'pageshow', 'online'] as const)(
    'is over at once when a page wakes up too late: %s',
    async (event) => {
      const shop = openShop();
      const tab = await browserOf(shop)('tab');
      await shop.platform.clock.advance('3h'); // no timer runs meanwhile

      tab.page.fire(event);
      await shop.settle();

      expect([tab.warnings, tab.ended]).toEqual([[], ['expired']]);
    },
  );

  it('cannot be kept up by the key that is pressed too late', async () => {
    const shop = openShop();
    const tab = await browserOf(shop)('tab');
    await shop.platform.clock.advance('16m');

    tab.press();
    await shop.settle();

    expect(tab.ended).toEqual(['expired']);
  });
});

describe('C2: nobody is cut off', () => {
  it('while a journey is under way, and whoever leaves it has a warning first', async () => {
    const shop = openShop();
    const tab = await browserOf(shop)('tab');
    const journey = tab.client.journeys.get(shop.experienceId);
    journey.subscribe(() => undefined);
    const release = tab.client.deviceId.hold(); // as the journey does while the shopper takes part

    await shop.pass(500 * minute);
    expect([tab.warnings, tab.ended]).toEqual([[], []]);
    release();
    await shop.pass(4 * minute);

    expect([tab.warnings, tab.ended]).toEqual([['absolute'], ['expired']]);
    tab.client.destroy();
  });

  it('while they stand in a line that was entered without a journey, until they leave it', async () => {
    const shop = openShop();
    shop.platform.world.organizations[0].queue.admitRate = 0;
    const tab = await browserOf(shop)('tab');
    const { status } = await tab.client.queues.enter(shop.queueId);

    await shop.pass(500 * minute);
    expect([status, tab.warnings, tab.ended]).toEqual(['QUEUED', [], []]);
    expect(() => tab.client.deviceId.reset()).toThrow(expect.objectContaining({ code: 'conflict' }) as Error);
    await tab.client.queues.leave(shop.queueId);
    await shop.pass(4 * minute);

    expect([tab.warnings, tab.ended]).toEqual([['absolute'], ['expired']]);
  });

  it('while they hold a grant that they asked for themselves, and no longer than it lasts', async () => {
    const shop = openShop();
    const tab = await browserOf(shop)('tab', { sessionLimits: { idleMs: 2 * minute } });
    await tab.client.queues.enter(shop.queueId);
    await shop.pass(minute);
    const state = await tab.client.queues.status(shop.queueId);
    const expiresAt = state.status === 'GRANTED' ? (state.expiresAt ?? '') : '';
    const leftMs = Date.parse(expiresAt) - shop.platform.clock.now();

    await shop.pass(leftMs - minute);
    expect([leftMs > 5 * minute, tab.ended]).toEqual([true, []]);
    await shop.pass(5 * minute);

    expect(tab.ended).toEqual(['expired']);
  });

  it('and whoever signs out in a line has no device id to be known by afterwards', async () => {
    const shop = openShop();
    const tab = await browserOf(shop)('tab');
    await tab.client.queues.enter(shop.queueId);
    const before = tab.client.deviceId.get();

    await tab.client.auth.logout();

    expect(tab.client.deviceId.get()).not.toBe(before);
  });

  it('and whoever signs in after them takes part in nothing of theirs', async () => {
    const shop = openShop();
    shop.platform.world.organizations[0].queue.admitRate = 0;
    const tab = await browserOf(shop)('tab');
    await tab.client.queues.enter(shop.queueId);

    await tab.client.auth.logout();
    await tab.client.auth.guest();

    expect(() => tab.client.deviceId.reset()).not.toThrow();
  });

  it('by the clock of this device where the platform knows better: it is asked, and has the last word', async () => {
    const shop = openShop({ settings: { sessionPolicy: { idleSeconds: 120 } } });
    const tab = await browserOf(shop)('tab', { sessionLimits: 'platform' });
    const elsewhere = shop.open('elsewhere', {
      environment: { page: fakePage(), keep: fakeStorage() },
    }).client;
    await elsewhere.queues.enter(shop.queueId); // on another device, as far as this guard knows

    await shop.pass(6 * minute);
    expect([tab.ended, tab.client.auth.session.signedIn]).toEqual([[], true]);
    await elsewhere.queues.leave(shop.queueId);
    elsewhere.destroy();
    await shop.pass(20 * minute);

    expect(tab.ended).toEqual(['revoked']);
    expect(shop.count(/auth.logout/)).toBe(0);
  });

  it('where the platform tells no limits, or none are asked for', async () => {
    const shop = openShop();
    const open = browserOf(shop, { isGuarded: false });
    const [one, other] = [
      await open('one', { sessionLimits: 'platform' }),
      await open('other', { sessionLimits: undefined }),
    ];

    await shop.pass(1_000 * minute);

    expect([one.ended, other.ended]).toEqual([[], []]);
  });
});

describe('C2: limits that cannot be', () => {
  it.each<[unknown, RegExp]>([
    [{ idleMs: 0 }, /idleMs/],
    [{ absoluteMs: '8h' }, /absoluteMs/],
    [{ warnMs: -1 }, /warnMs/],
    [{ idleMs: Number.NaN }, /idleMs/],
    [{ idleSeconds: 900 }, /sessionLimits/],
    ['15m', /sessionLimits/],
  ])('are refused at once: %j', (sessionLimits, message) => {
    const shop = openShop();

    expect(() => shop.open('tab', { sessionLimits: sessionLimits as SessionLimits })).toThrow(message);
  });
});
