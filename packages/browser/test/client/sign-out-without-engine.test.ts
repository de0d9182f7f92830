import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { FanfareClient } from '../../src/index.js';
import { fakeStorage } from '../support/fake-storage.js';
import type { Shop } from '../support/shop.js';

const missing = { now: false };
vi.resetModules();
vi.doMock('../../src/import-engine.js', () => ({
  importEngine: () => (missing.now ? Promise.reject(new TypeError('gone')) : import('../../src/engine.js')),
}));
const { openShop } = await import('../support/shop.js');

beforeEach(() => {
  missing.now = false;
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterAll(() => {
  vi.unstubAllGlobals();
  vi.doUnmock('../../src/import-engine.js');
  vi.resetModules();
});

/** A page in which somebody was signed in before, opened anew while its engine cannot be loaded. */
async function reloadWithoutEngine(
  shop: Shop,
  options: Parameters<Shop['open']>[1] = { store: 'indexeddb' },
): Promise<FanfareClient> {
  const before = shop.open('before', options).client;
  await before.auth.guest();
  before.destroy();
  missing.now = true;
  return shop.open('reloaded', options).client;
}

async function isStillSignedIn(shop: Shop, options: Parameters<Shop['open']>[1]): Promise<boolean> {
  missing.now = false;
  return (await shop.open('later', options).client.auth.restore()).signedIn;
}

test.each([
  ['the database', { store: 'indexeddb' }],
  ['a store of the shop', {}],
] as const)('S11: a sign-out clears %s at once, also where its code does not come', async (_what, given) => {
  const shop = openShop();
  const options = { organizationId: `org_${_what.length}`, ...given };
  const client = await reloadWithoutEngine(shop, options);
  const told: string[] = [];
  client.on('auth:logout', ({ reason }) => told.push(reason));
  const startedAt = shop.platform.clock.now();

  await client.auth.logout();

  expect(shop.platform.clock.now() - startedAt).toBeLessThanOrEqual(50);
  expect(client.auth.session).toMatchObject({ signedIn: false, status: 'signed_out', reason: 'logout' });
  expect(told).toEqual(['logout']);
  expect(await isStillSignedIn(shop, options)).toBe(false);
});

test('S11: it ends the session in the other tabs, and those tell the platform', async () => {
  const shop = openShop();
  const other = shop.open('other').client;
  await other.auth.guest();
  missing.now = true;

  await shop.open('tab').client.auth.logout();

  await vi.waitFor(() => expect(shop.count(/auth.logout/)).toBe(1)); // with a proof, which takes its time
  expect(other.auth.session).toMatchObject({ signedIn: false, reason: 'logout' });
});

test('S11: a session that another SDK left does not come back after it', async () => {
  const left = new Map([
    ['fanfare:org_left:session', JSON.stringify({ session: { consumerId: 'consumer_1', type: 'guest' } })],
    ['fanfare:org_left:refresh_token', 'a-refresh-token-of-the-platform'],
  ]);
  const keep = {
    getItem: (name: string) => left.get(name) ?? null,
    setItem: (name: string, text: string) => void left.set(name, text),
    removeItem: (name: string) => void left.delete(name),
  };
  const shop = openShop();
  missing.now = true;
  const { client } = shop.open('tab', {
    ...{ store: 'indexeddb', organizationId: 'org_left' },
    environment: { keep, channel: null, locks: null },
  });

  await client.auth.logout();

  expect([...left.keys()]).toEqual([]);
});

test('S11: what cannot be cleared is not said to be', async () => {
  const shop = openShop();
  const store = { read: () => Promise.reject(new Error('locked')), write: async () => false };
  missing.now = true;
  const { client } = shop.open('tab', { store });

  await expect(client.auth.logout()).rejects.toMatchObject({ code: 'network_error', retryable: true });
  expect(client.auth.session.status).toBe('unknown');
});

test('S11: a page that is left with the same click is signed out all the same', async () => {
  const shop = openShop();
  const options = { store: 'indexeddb', organizationId: 'org_left_at_once' } as const;
  const client = await reloadWithoutEngine(shop, options);
  missing.now = false;

  const leaving = client.auth.logout();
  client.destroy();
  await leaving;

  expect(await isStillSignedIn(shop, options)).toBe(false);
});

test('S11: a session that is at hand is signed out before the client can be destroyed', async () => {
  const shop = openShop();
  const { client } = shop.open('tab');
  await client.auth.guest();

  const leaving = client.auth.logout();
  client.destroy();
  await leaving;

  expect((await shop.open('later').client.auth.restore()).signedIn).toBe(false);
  await vi.waitFor(() => expect(shop.count(/auth.logout/)).toBe(1));
});

test('S11: after the end of a client a sign-out touches nothing', async () => {
  const shop = openShop();
  const options = { store: 'indexeddb', organizationId: 'org_over' } as const;
  const client = await reloadWithoutEngine(shop, options);
  client.destroy();

  await client.auth.logout().catch(() => undefined);

  expect(await isStillSignedIn(shop, options)).toBe(true);
});

test('I5: what the shopper took back is forgotten with them', async () => {
  const shop = openShop();
  const keep = fakeStorage();
  const options = { store: 'indexeddb', environment: { keep } } as const;
  const before = shop.open('before', options).client;
  await before.auth.guest();
  await before.consent.update({ version: '1', analytics: false });
  before.destroy();
  missing.now = true;
  const { client } = shop.open('reloaded', options);
  const noted = [...keep.items.keys()].filter((name) => name.startsWith('fanfare:consent:'));
  await client.auth.logout();

  expect([noted.length, [...keep.items.keys()]]).toEqual([1, []]);
});
