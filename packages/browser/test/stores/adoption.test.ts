import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FanfareClientOptions } from '../../src/index.js';
import { fakeChannels } from '../support/fake-channels.js';
import { fakeLocks } from '../support/fake-locks.js';
import { fakePage } from '../support/fake-page.js';
import { fakeStorage, type FakeStorage } from '../support/fake-storage.js';
import { openShop, type Shop, type Tab } from '../support/shop.js';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

const organizationId = 'org_aurora';
const nameOf = (what: string): string => `fanfare:${organizationId}:${what}`;

interface Left {
  readonly shop: Shop;
  readonly keep: FakeStorage;
  readonly consumerId: string | undefined;
  open(name: string, options?: Partial<FanfareClientOptions>): Tab;
}

/** A browser in which the platform's own SDK signed a guest in, who stands in line. */
async function leftBehind(write: (answer: Record<string, unknown>) => [string, string]): Promise<Left> {
  const shop = openShop();
  const { platform } = shop;
  const guest = await platform.fetch(`${platform.origin}/consumer/api/auth/guest`, {
    method: 'POST',
    headers: { 'x-publishable-key': platform.world.organizations[0].keys.test.publishable },
  });
  const answer = (await guest.json()) as Record<string, unknown>;
  const keep = fakeStorage();
  const [session, refreshToken] = write(answer);
  keep.setItem(nameOf('session'), session);
  keep.setItem(nameOf('refresh_token'), refreshToken);
  keep.setItem(nameOf('state'), '{}');
  keep.setItem(nameOf('journeys'), '[]');
  keep.setItem('fanfare:another:session', 'theirs');
  const [locks, channels] = [fakeLocks(), fakeChannels()];
  const { consumerId } = answer['session'] as { readonly consumerId?: string };
  return {
    ...{ shop, keep, consumerId },
    open: (name, options) =>
      shop.open(name, {
        organizationId,
        store: 'indexeddb',
        environment: { page: fakePage(), locks, channel: channels.connect, keep },
        ...options,
      }),
  };
}

const plain = ({ session, refreshToken }: Record<string, unknown>): [string, string] => [
  JSON.stringify(session),
  String(refreshToken),
];

describe('B8: the session that the platform’s own SDK left', () => {
  it.each<[string, (answer: Record<string, unknown>) => [string, string]]>([
    ['as the platform answered it', plain],
    ['with the whole answer in one', (answer) => [JSON.stringify(answer), String(answer['refreshToken'])]],
    [
      'with its token quoted',
      ({ session, refreshToken }) => [JSON.stringify(session), JSON.stringify(refreshToken)],
    ],
  ])('is taken over at the first start, and removed there: %s', async (_, write) => {
    const { shop, keep, consumerId, open } = await leftBehind(write);
    const { client } = open('after');

    const view = await client.auth.restore();

    expect(view).toMatchObject({ signedIn: true, consumer: { consumerId, type: 'guest' } });
    expect([...keep.items.keys()]).toEqual(['fanfare:another:session']);
    await expect(client.consumers.me()).resolves.toBeDefined();
    expect(shop.count(/auth.refresh/)).toBe(1);
    expect(shop.count(/auth.guest/)).toBe(0);
  });

  it('is taken over by one of two tabs that start at once, and is there for both', async () => {
    const { shop, consumerId, open } = await leftBehind(plain);
    const tabs = [open('one'), open('other')];

    const views = await Promise.all(tabs.map(({ client }) => client.auth.guest()));
    await Promise.all(tabs.map(({ client }) => client.consumers.me()));

    expect(views.map((view) => view.consumer?.consumerId)).toEqual([consumerId, consumerId]);
    expect(shop.count(/auth.refresh/)).toBe(1);
  });

  it('is signed in without a network, and after a reload', async () => {
    const { consumerId, open } = await leftBehind(plain);
    const offline: typeof fetch = () => Promise.reject(new TypeError('offline'));

    const view = await open('offline', { fetch: offline }).client.auth.restore();

    expect(view.consumer?.consumerId).toBe(consumerId);
    expect((await open('reloaded').client.auth.restore()).consumer?.consumerId).toBe(consumerId);
  });

  it('ends once where its token is worth nothing', async () => {
    const { open } = await leftBehind(({ session }) => [
      JSON.stringify(session),
      'a token that nobody issued',
    ]);
    const { client } = open('after');
    await client.auth.restore();

    await expect(client.consumers.me()).rejects.toMatchObject({ code: 'session_expired' });
    expect(client.auth.session.signedIn).toBe(false);
  });

  it.each<[string, (answer: Record<string, unknown>) => [string, string]]>([
    ['what is no session', () => ['[1]', 'x'.repeat(40)]],
    ['what is no JSON', () => ['{', 'x'.repeat(40)]],
    ['a token that is none', ({ session }) => [JSON.stringify(session), 'short']],
    ['a consumer that is none', ({ refreshToken }) => ['{"consumerId":"../../admin"}', String(refreshToken)]],
  ])('stays where it is, and nobody is signed in: %s', async (_, write) => {
    const { keep, open } = await leftBehind(write);

    expect((await open('after').client.auth.restore()).signedIn).toBe(false);
    expect(keep.items.size).toBe(5);
  });

  it('is left alone by whoever does not name the organization, keeps tokens in memory, or was here before', async () => {
    const { keep, open } = await leftBehind(plain);
    const saved = new Map(keep.items);
    const here = open('here');
    const restore = async (name: string, options?: Partial<FanfareClientOptions>): Promise<boolean> =>
      (await open(name, options).client.auth.restore()).signedIn;

    expect(await restore('nameless', { organizationId: undefined })).toBe(false);
    expect(await restore('memory', { store: 'memory' })).toBe(false);
    expect(keep.items.size).toBe(5);
    await here.client.auth.restore();
    await here.client.auth.logout();
    for (const [name, value] of saved) keep.setItem(name, value);
    expect(await restore('after a sign-out')).toBe(false);
  });

  it('stays where it is while the database fails', async () => {
    const { keep, open } = await leftBehind(plain);
    vi.stubGlobal('indexedDB', undefined);

    expect((await open('after').client.auth.restore()).signedIn).toBe(false);
    expect(keep.items.size).toBe(5);
  });
});
