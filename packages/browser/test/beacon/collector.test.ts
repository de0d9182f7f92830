import type { BeaconEvent } from '@fanfare/contract';
import { describe, expect, test } from 'vitest';
import { collecting } from '../../src/beacon/collecting.js';
import type { ClientEvents, FanfareClient, FanfareClientOptions, NewBeaconEvent } from '../../src/index.js';
import { signIn } from '../support/authenticator.js';
import { merchantOf } from '../support/merchant-of.js';
import { openShop, type Sent, type Shop, type Tab } from '../support/shop.js';

const day = 86_400_000;
const view = (pagePath = '/'): { eventName: 'pageView'; pagePath: string } => ({
  eventName: 'pageView',
  pagePath,
});
const beacons = (shop: Shop): readonly Sent[] =>
  shop.sent.filter(({ line }) => line.startsWith('POST /events'));

/** The events of each request, by their paths. */
async function told(shop: Shop): Promise<(string | undefined)[][]> {
  const bodies = beacons(shop).map(({ request }) => request.clone().json() as Promise<unknown>);
  return (await Promise.all(bodies)).map((body) =>
    [body as BeaconEvent | BeaconEvent[]].flat().map(({ pagePath }) => pagePath),
  );
}

/** How many events of a name the platform counted. */
async function counted(shop: Shop, event = 'pageView'): Promise<number> {
  const query = {
    ...{ interval: '1d', timeRange: 'last_7d' },
    measures: [{ name: 'n', unit: 'count', op: 'count', event }],
  };
  const { body } = await merchantOf(shop).merchant('POST', '/analytics/query', query, { service: 'admin' });
  const data = body['data'] as readonly { series: { n: number } }[];
  return data.reduce((sum, { series }) => sum + series.n, 0);
}

/** An event of some 25 kB. */
const purchase = (pagePath: string): NewBeaconEvent => ({
  eventName: 'purchase',
  pagePath,
  eventProperties: { products: Array.from({ length: 50 }, () => ({ productName: 'ü'.repeat(240) })) },
});

interface Open extends Tab {
  readonly shop: Shop;
  readonly dropped: ClientEvents['beacon:dropped'][];
}

function open(options: Partial<FanfareClientOptions> = {}, shop = openShop()): Open {
  const [{ id }] = shop.platform.world.organizations;
  const tab = shop.open('tab', { organizationId: id, ...options });
  const dropped: Open['dropped'] = [];
  tab.client.on('beacon:dropped', (event) => dropped.push(event));
  return { ...tab, shop, dropped };
}

/** Collects a few, and one before them that is sent already. */
async function collect(client: FanfareClient, paths: readonly string[]): Promise<void> {
  for (const path of paths) await client.beacon.collect(view(path));
}
async function openUsed(options: Partial<FanfareClientOptions> = {}): Promise<Open> {
  const opened = open(options);
  await opened.client.beacon.collect(view('/first'));
  await opened.client.beacon.flush();
  opened.shop.sent.length = 0;
  return opened;
}

describe('I5: events that are collected', () => {
  test('go together when ten wait', async () => {
    const { shop, client } = await openUsed();
    const paths = Array.from({ length: 11 }, (_, index) => `/${index}`);

    await collect(client, paths);
    await shop.settle();

    expect(await told(shop)).toEqual([paths.slice(0, 10)]);
    await shop.pass(collecting.waitMs);
    expect(await told(shop)).toEqual([paths.slice(0, 10), ['/10']]);
    expect(await counted(shop)).toBe(12);
    expect(shop.timers).toBe(0);
  });

  test('go when the first of them waited long enough, and the very first of a page sooner', async () => {
    const { shop, client } = open();
    await collect(client, ['/a']);
    await shop.pass(collecting.firstWaitMs - 1);
    expect(beacons(shop)).toHaveLength(0);
    await shop.pass(1);
    await collect(client, ['/b']);
    await shop.pass(collecting.waitMs - 1);
    await collect(client, ['/c']);
    expect(await told(shop)).toEqual([['/a']]);
    await shop.pass(1);

    expect(await told(shop)).toEqual([['/a'], ['/b', '/c']]);
  });

  test('never fill a request beyond what a browser sends to its end', async () => {
    const { shop, client } = await openUsed();

    for (const path of ['/a', '/b', '/c']) await client.beacon.collect(purchase(path));
    await client.beacon.flush();

    expect(await told(shop)).toEqual([['/a', '/b'], ['/c']]);
    for (const { request, init } of beacons(shop)) {
      expect((await request.clone().arrayBuffer()).byteLength).toBeLessThan(65_536);
      expect(init?.keepalive).toBe(true);
    }
  });

  test.each(['hidden', 'pagehide'] as const)('go at once when the page says %s', async (event) => {
    const { shop, client, page } = await openUsed();
    await collect(client, ['/a', '/b']);

    page.fire(event);
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve(); // no timer runs in a page that is gone

    expect(await told(shop)).toEqual([['/a', '/b']]);
    expect(beacons(shop)[0]?.init?.keepalive).toBe(true);
    expect(beacons(shop)[0]?.headers.get('x-publishable-key')).toMatch(/^pk_test_/);
    await shop.settle();
    expect(shop.timers).toBe(0);
  });

  test('of a page that is left go beside what is under way, and fit next to it', async () => {
    const { shop, client, page } = await openUsed();
    const undo = shop.platform.fault({ operation: 'beacon.track', hang: true, times: 1 });
    await client.beacon.collect({ ...purchase('/large'), pageTitle: 'x'.repeat(10_000) }); // 35 kB
    shop.holding = 1;
    const flushing = client.beacon.flush();
    await shop.settle();
    await collect(client, ['/small']);
    await client.beacon.collect(purchase('/another'));

    page.fire('pagehide');
    await shop.settle();

    expect(await told(shop)).toEqual([['/large'], ['/small']]);
    undo();
    client.destroy();
    await expect(flushing).rejects.toMatchObject({ code: 'destroyed' });
  });

  test('are as they were when they were taken', async () => {
    const { shop, client } = open();
    const event = { ...view('/a'), eventProperties: { pageType: 'before' } };
    await client.beacon.collect(event);
    event.eventProperties.pageType = 'after';
    await client.beacon.flush();

    expect(JSON.stringify(await beacons(shop)[0]?.request.clone().json())).toContain('before');
  });

  test.each([
    ['a cycle', () => Object.assign(view(), { eventProperties: cyclic() })],
    ['a name that there is not', () => ({ ...view(), surprise: 1 })],
    ['too much', () => ({ ...view(), pageTitle: 'x'.repeat(60_000) })],
    ['nothing', () => null],
  ])('are refused with %s, and nothing is sent', async (_, make) => {
    const { shop, client } = open();

    await expect(client.beacon.collect(make() as never)).rejects.toMatchObject({ code: 'invalid_request' });
    expect([shop.sent.length, shop.timers]).toEqual([0, 0]);
  });

  test('learn their organization where nobody says it', async () => {
    const { shop, client } = open({ organizationId: undefined });
    await collect(client, ['/a', '/b']);
    await client.beacon.flush();

    expect(await counted(shop)).toBe(2);
    expect(shop.count(/GET \/config/)).toBe(1);
  });
});

describe('I5: events that cannot be sent', () => {
  test.each([
    ['an answer that got lost', { loseAnswer: true }],
    ['a server that is down', { status: 503 }],
  ] as const)('are sent again after %s, and count once', async (_, fault) => {
    const { shop, client, dropped } = await openUsed();
    shop.platform.fault({ operation: 'beacon.trackBatch', ...fault, times: 2 });
    await collect(client, ['/a', '/b']);
    await shop.pass(120_000);

    expect(await told(shop)).toEqual([
      ['/a', '/b'],
      ['/a', '/b'],
      ['/a', '/b'],
    ]);
    expect(await counted(shop)).toBe(3);
    expect([dropped, shop.timers]).toEqual([[], 0]);
  });

  test('wait as long as the platform says', async () => {
    const { shop, client } = await openUsed();
    shop.platform.fault({ operation: 'beacon.track', status: 429, retryAfter: '50', times: 1 });
    await collect(client, ['/a']);
    await shop.pass(collecting.waitMs + 49_999);
    expect(beacons(shop)).toHaveLength(1);
    await shop.pass(20_000);

    expect(beacons(shop)).toHaveLength(2);
  });

  test('wait without a network, and go when it is back', async () => {
    const { shop, client, page } = await openUsed();
    page.goOffline();
    await collect(
      client,
      Array.from({ length: 12 }, () => '/offline'),
    );
    await shop.pass(3_600_000);
    page.fire('pagehide');
    await shop.settle();
    expect(beacons(shop)).toHaveLength(0);

    page.goOnline();
    await shop.settle();
    expect(await counted(shop)).toBe(13);
  });

  test('are no more than so many: the oldest go, and that is told', async () => {
    const { shop, client, page, dropped } = await openUsed();
    page.goOffline();
    const paths = Array.from({ length: collecting.keptEvents + 2 }, (_, index) => `/${index}`);
    await collect(client, paths);
    page.goOnline();
    await shop.settle();

    expect((await told(shop)).flat()).toEqual(paths.slice(2));
    expect(dropped).toEqual(Array(2).fill({ count: 1, reason: 'full', code: null }));
  });

  test('one that is bad does not take the others along', async () => {
    const { shop, client, dropped } = await openUsed();
    await collect(client, ['/a', '/b', '/c']);
    await client.beacon.collect({ ...view('/bad'), geoLatitude: 1_000 });
    await collect(client, ['/d']);
    await shop.pass(60_000);

    expect(await counted(shop)).toBe(5);
    expect(dropped).toEqual([{ count: 1, reason: 'refused', code: 'validation_error' }]);
    expect(shop.timers).toBe(0);
  });
});

describe('I8: what waits in a page', () => {
  test('is there after a day, and gone a moment later', async () => {
    const { shop, client, page, dropped } = await openUsed();
    page.goOffline();
    await collect(client, ['/old']);
    await shop.pass(day);
    expect([dropped, shop.timers]).toEqual([[], 1]);
    await shop.pass(1);

    expect(dropped).toEqual([{ count: 1, reason: 'too_old', code: null }]);
    expect(shop.timers).toBe(0);
    page.goOnline();
    await shop.settle();
    expect(beacons(shop)).toHaveLength(0);
  });

  test('leaves with the client, which keeps no timer and no listener for it', async () => {
    const { shop, client, page } = await openUsed();
    await collect(client, ['/a', '/b']);
    client.destroy();
    expect([shop.timers, page.listeners]).toEqual([0, 0]);
    await shop.pass(day);

    expect(await told(shop)).toEqual([['/a', '/b']]);
    expect(beacons(shop)[0]?.init).toMatchObject({ keepalive: true });
    expect([await counted(shop), shop.timers, page.listeners]).toEqual([3, 0, 0]);
    await expect(client.beacon.collect(view())).rejects.toMatchObject({ code: 'destroyed' });
  });

  test('leaves with a client that has sent nothing yet, and whose organization it has to ask for', async () => {
    const { shop, client } = open({ organizationId: undefined });
    await collect(client, ['/a']);
    client.destroy();
    expect(shop.timers).toBe(0);
    await shop.pass(day);

    expect([await told(shop), await counted(shop)]).toEqual([[['/a']], 1]);
  });

  test('leaves with a client that is just sending it, and counts once', async () => {
    const { shop, client } = await openUsed();
    shop.platform.fault({ operation: 'beacon.track', hang: true, times: 1 });
    await collect(client, ['/a']);
    shop.holding = 1;
    const flushing = client.beacon.flush();
    await shop.settle();
    await collect(client, ['/b']);
    client.destroy();
    await expect(flushing).rejects.toMatchObject({ code: 'destroyed' });
    await shop.settle();

    expect(shop.timers).toBe(0);
    expect(await told(shop)).toEqual([['/a'], ['/a', '/b']]);
    expect(await counted(shop)).toBe(3);
  });

  test('leaves a client in as many requests as it needs, one after another', async () => {
    const { shop, client, page } = await openUsed();
    page.goOffline();
    for (const path of ['/a', '/b', '/c']) await client.beacon.collect(purchase(path));
    page.goOnline();
    client.destroy();
    await shop.settle();

    expect((await told(shop)).flat()).toEqual(['/a', '/b', '/c']);
    expect(beacons(shop).length).toBe(2);
  });

  test('does not leave a client without a network, or one that the platform refuses', async () => {
    const away = await openUsed();
    away.page.goOffline();
    await collect(away.client, ['/a']);
    away.client.destroy();
    const refused = await openUsed();
    refused.shop.platform.fault({ operation: 'beacon.track', status: 503, times: 9 });
    await collect(refused.client, ['/a']);
    refused.client.destroy();
    await Promise.all([away.shop.pass(day), refused.shop.pass(day)]);

    expect([away, refused].map(({ shop }) => beacons(shop).length)).toEqual([0, 1]);
    expect([away, refused].map(({ shop }) => shop.timers)).toEqual([0, 0]);
  });
});

describe('I5: consent to be measured', () => {
  async function openAgreed(): Promise<Open> {
    const opened = open({ requireConsent: true });
    await signIn(opened.shop, { client: opened.client, email: 'ada@example.com' });
    await opened.client.consent.update({ version: '1', analytics: true, device: true });
    return opened;
  }

  test('comes before anything is collected', async () => {
    const { shop, client } = open({ requireConsent: true });

    await expect(client.beacon.collect(view())).rejects.toMatchObject({ code: 'consent_required' });
    expect([beacons(shop).length, shop.timers]).toEqual([0, 0]);
  });

  test('that is withdrawn empties what waits at once, and the device id', async () => {
    const { shop, client, page, dropped } = await openAgreed();
    const device = client.deviceId.get();
    await collect(client, ['/a', '/b']);

    const withdrawing = client.consent.update({ version: '1', analytics: false, device: false });
    page.fire('pagehide');
    expect(dropped).toEqual([{ count: 2, reason: 'withdrawn', code: null }]);
    await withdrawing;
    await shop.pass(day);

    expect(beacons(shop)).toHaveLength(0);
    expect(client.deviceId.get()).not.toBe(device);
  });

  test('that is withdrawn where the platform cannot be told empties it all the same', async () => {
    const { shop, client, dropped } = await openAgreed();
    await collect(client, ['/a']);
    shop.platform.fault({ operation: 'consent.update', status: 503, times: 9 });

    await client.consent.update({ version: '1', analytics: false }, { maxRetries: 0 }).catch(() => undefined);
    await shop.pass(60_000);

    expect(dropped).toEqual([{ count: 1, reason: 'withdrawn', code: null }]);
    expect(beacons(shop)).toHaveLength(0);
  });

  test('that is withdrawn while events are being sent stops them, and sends none again', async () => {
    const { shop, client, dropped } = await openAgreed();
    shop.platform.fault({ operation: 'beacon.track', hang: true, times: 1 });
    await collect(client, ['/a']);
    shop.holding = 1;
    const flushing = client.beacon.flush();
    await shop.settle();

    const withdrawing = client.consent.update({ version: '1', analytics: false });
    await flushing;
    await withdrawing;
    await shop.pass(day);

    expect(dropped).toEqual([{ count: 1, reason: 'withdrawn', code: null }]);
    expect(beacons(shop)).toHaveLength(1);
  });

  test('that was withdrawn elsewhere counts as soon as it is read', async () => {
    const { shop, client, dropped } = await openAgreed();
    await collect(client, ['/a']);
    await shop.open('other').client.consent.update({ version: '2', analytics: false });

    await client.consent.get();

    expect(dropped).toEqual([{ count: 1, reason: 'withdrawn', code: null }]);
  });

  test('goes with the shopper, and what waits goes too', async () => {
    const { client, shop, dropped } = await openAgreed();
    await collect(client, ['/a']);
    await client.auth.logout();
    await shop.pass(60_000);

    expect(dropped).toEqual([{ count: 1, reason: 'withdrawn', code: null }]);
    expect(beacons(shop)).toHaveLength(0);
  });

  test('is held to by a client that is destroyed', async () => {
    const { client, shop } = await openAgreed();
    await collect(client, ['/a']);
    void client.consent.update({ version: '2', analytics: false }).catch(() => undefined);
    client.destroy();
    await shop.pass(day);

    expect(beacons(shop)).toHaveLength(0);
  });

  test('that is withdrawn counts where nobody had to agree, too', async () => {
    const { client, shop } = open();
    await signIn(shop, { client, email: 'ada@example.com' });
    const told: unknown[] = [];
    client.on('consent:withdrawn', (event) => told.push(event));
    await collect(client, ['/a']);
    await client.consent.update({ version: '1', analytics: false });

    await expect(client.beacon.track(view())).rejects.toMatchObject({ code: 'consent_required' });
    await client.consent.update({ version: '1', analytics: true });
    await client.beacon.track(view('/b'));
    expect(told).toEqual([{ purposes: ['analytics'] }]);
    expect(await counted(shop)).toBe(1);
  });
});

function cyclic(): object {
  const value: Record<string, unknown> = {};
  value['pageType'] = value;
  return value;
}
