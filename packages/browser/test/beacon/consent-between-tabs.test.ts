import { describe, expect, test } from 'vitest';
import type { ClientEvents, FanfareClientOptions } from '../../src/index.js';
import { signIn } from '../support/authenticator.js';
import { fakeStorage } from '../support/fake-storage.js';
import { openShop, type Shop, type Tab } from '../support/shop.js';

const day = 86_400_000;
const ada = 'ada@example.com';
const view = { eventName: 'pageView', pagePath: '/' } as const;

interface TabWithNews extends Tab {
  readonly dropped: ClientEvents['beacon:dropped'][];
  readonly withdrawn: ClientEvents['consent:withdrawn'][];
}

function openTab(shop: Shop, name: string, options: Partial<FanfareClientOptions> = {}): TabWithNews {
  const [{ id }] = shop.platform.world.organizations;
  const tab = shop.open(name, { organizationId: id, ...options });
  const [dropped, withdrawn]: [TabWithNews['dropped'], TabWithNews['withdrawn']] = [[], []];
  tab.client.on('beacon:dropped', (event) => dropped.push(event));
  tab.client.on('consent:withdrawn', (event) => withdrawn.push(event));
  return { ...tab, dropped, withdrawn };
}

/** Two tabs of one shopper, who agreed in both. */
async function openTwo(options: Partial<FanfareClientOptions> = {}) {
  const shop = openShop();
  const [here, there] = [openTab(shop, 'here', options), openTab(shop, 'there', options)];
  await signIn(shop, { client: here.client, email: ada });
  await here.client.consent.update({ version: '1', analytics: true, device: true });
  await there.client.consent.get();
  return { shop, here, there };
}

const events = ({ sent }: Shop, tab: string): number =>
  sent.filter((each) => each.tab === tab && each.line.startsWith('POST /events')).length;
const notes = (storage: { readonly items: Map<string, string> }): readonly string[] =>
  [...storage.items.keys()].filter((name) => name.startsWith('fanfare:consent:'));

describe.each([
  ['where consent is required', { requireConsent: true }],
  ['where it is not', {}],
])('I5: consent that is withdrawn in one tab, %s,', (_, options) => {
  test('is withdrawn in the others, and what waits there goes', async () => {
    const { shop, here, there } = await openTwo(options);
    await there.client.beacon.collect(view);

    await here.client.consent.update({ version: '2', analytics: false });
    await shop.settle();

    expect(there.dropped).toEqual([{ count: 1, reason: 'withdrawn', code: null }]);
    expect(there.withdrawn).toEqual([{ purposes: ['analytics'] }]);
    await expect(there.client.beacon.collect(view)).rejects.toMatchObject({ code: 'consent_required' });
    await shop.pass(day);
    expect(events(shop, 'there')).toBe(0);
  });

  test('ends what another tab is just sending', async () => {
    const { shop, here, there } = await openTwo(options);
    shop.platform.fault({ operation: 'beacon.track', hang: true, times: 1 });
    await there.client.beacon.collect(view);
    shop.holding = 1;
    void there.client.beacon.flush().catch(() => undefined);
    await shop.settle();

    await here.client.consent.update({ version: '2', analytics: false });
    await shop.pass(day);

    expect(there.dropped).toEqual([{ count: 1, reason: 'withdrawn', code: null }]);
    expect(events(shop, 'there')).toBe(1);
  });

  test('counts in a tab that was put away meanwhile, before it sends anything', async () => {
    const { shop, here, there } = await openTwo(options);
    await there.client.beacon.collect(view);
    await there.client.beacon.flush();
    there.page.fire('pagehide');
    await shop.settle();
    await here.client.consent.update({ version: '2', analytics: false });
    await shop.settle();
    there.page.fire('pageshow');

    await expect(there.client.beacon.collect(view)).rejects.toMatchObject({ code: 'consent_required' });
    await shop.pass(day);
    expect(events(shop, 'there')).toBe(1);
  });

  test('counts when a tab is destroyed that has not heard of it', async () => {
    const { shop, here, there } = await openTwo(options);
    await there.client.beacon.collect(view);
    there.page.fire('pagehide'); // no channel is open any more
    await shop.settle();
    const before = events(shop, 'there'); // what waits leaves with the page
    await there.client.beacon.collect(view);
    const telling = here.client.consent.update({ version: '2', analytics: false });
    there.client.destroy();
    await telling;
    await shop.settle();

    expect(events(shop, 'there')).toBe(before);
  });

  test('is not brought back by what was read before', async () => {
    const { shop, here } = await openTwo(options);
    const arriving = Promise.withResolvers<void>();
    const slow: typeof fetch = async (input, init) => {
      const answer = await shop.fetchFrom('late')(input, init);
      if (String(input instanceof Request ? input.url : input).endsWith('/consent')) await arriving.promise;
      return answer;
    };
    const { client } = openTab(shop, 'late', { ...options, fetch: slow });
    const reading = client.consent.get();
    await shop.settle();
    await here.client.consent.update({ version: '2', analytics: false });
    await shop.settle();
    arriving.resolve();
    expect(await reading).toMatchObject({ analytics: { granted: true } });

    await expect(client.beacon.collect(view)).rejects.toMatchObject({ code: 'consent_required' });
    expect(events(shop, 'late')).toBe(0);
  });

  test('is agreed to anew as soon as that is read', async () => {
    const { shop, here, there } = await openTwo(options);
    await here.client.consent.update({ version: '2', analytics: false });
    await shop.settle();
    await here.client.consent.update({ version: '3', analytics: true });
    await there.client.consent.get();

    await there.client.beacon.collect(view);
    await there.client.beacon.flush();
    expect(events(shop, 'there')).toBe(1);
  });

  test('takes the device along', async () => {
    const { shop, here, there } = await openTwo(options);
    const enter = (): Promise<unknown> => there.client.queues.enter(shop.queueId as never);
    const told = (): (string | null)[] =>
      shop.sent.filter(({ line }) => /enter/.test(line)).map(({ headers }) => headers.get('x-fingerprint'));
    await enter();
    await there.client.queues.leave(shop.queueId as never);
    await here.client.consent.update({ version: '2', device: false });
    await enter();

    expect(told()).toEqual([expect.any(String), null]);
  });
});

describe('I5: a withdrawal', () => {
  test('is remembered over a reload', async () => {
    const { shop, here } = await openTwo();
    await here.client.consent.update({ version: '2', analytics: false });
    here.client.destroy();
    const reloaded = openTab(shop, 'reloaded');

    await expect(reloaded.client.beacon.collect(view)).rejects.toMatchObject({ code: 'consent_required' });
    expect([reloaded.withdrawn, events(shop, 'reloaded')]).toEqual([[], 0]);
  });

  test('is its own shopper’s, and nobody else’s', async () => {
    const storage = fakeStorage();
    const shop = openShop();
    const environment = { keep: storage, channel: shop.channels.connect };
    const { client } = openTab(shop, 'here', { environment });
    await signIn(shop, { client, email: ada });
    await client.consent.update({ version: '1', analytics: false });
    expect(notes(storage)).toHaveLength(1);
    await client.auth.logout();
    expect(notes(storage)).toEqual([]);

    await signIn(shop, { client, email: 'bob@example.com' });
    await client.beacon.collect(view);
    await client.beacon.flush();
    expect(events(shop, 'here')).toBe(1);
  });

  test('of the next shopper outlives a tab that only now hears that the one before left', async () => {
    const { shop, here, there } = await openTwo();
    await here.client.consent.update({ version: '2', analytics: false });
    await shop.settle();
    there.page.fire('pagehide');
    await here.client.auth.logout();
    await signIn(shop, { client: here.client, email: 'bob@example.com' });
    await here.client.consent.update({ version: '1', analytics: false });
    there.page.fire('pageshow');
    await shop.settle();

    const third = openTab(shop, 'third');
    await third.client.auth.restore();
    await expect(third.client.beacon.collect(view)).rejects.toMatchObject({ code: 'consent_required' });
    await expect(there.client.beacon.collect(view)).rejects.toMatchObject({ code: 'consent_required' });
  });

  test('works in its own tab where there is no storage and no channel', async () => {
    const shop = openShop();
    const keep = { getItem: forbidden, setItem: forbidden, removeItem: forbidden };
    const { client } = openTab(shop, 'alone', { environment: { keep, channel: forbidden } });
    await signIn(shop, { client, email: ada });
    await client.consent.update({ version: '1', analytics: false });

    await expect(client.beacon.collect(view)).rejects.toMatchObject({ code: 'consent_required' });
  });

  test('is told with who and what, and leaves no channel and no listener behind', async () => {
    const { shop, here, there } = await openTwo();
    await here.client.consent.update({ version: '2', analytics: false });
    await shop.settle();
    const { consumer } = here.client.auth.session;
    const said = shop.channels.said.filter(({ name }) => name.startsWith('fanfare:consent:'));
    expect(new Set(said.map(({ message }) => message))).toEqual(
      new Set([`${consumer?.consumerId} analytics`]),
    );

    for (const { client } of [here, there]) client.destroy();
    expect([shop.channels.open, here.page.listeners, there.page.listeners]).toEqual([0, 0, 0]);
  });

  test.each([undefined, 7, {}, 'x', 'con_1 nonsense', null])(
    'that makes no sense is none: %o',
    async (message) => {
      const shop = openShop();
      const names: string[] = [];
      const channel = (name: string) => (names.push(name), shop.channels.connect(name));
      const { client, withdrawn } = openTab(shop, 'here', { environment: { channel } });
      await client.beacon.collect(view);
      for (const name of names) shop.channels.connect(name).postMessage(message);
      await shop.settle();
      await client.beacon.flush();

      expect([withdrawn, events(shop, 'here')]).toEqual([[], 1]);
    },
  );
});

function forbidden(): never {
  throw new DOMException('denied', 'SecurityError');
}
