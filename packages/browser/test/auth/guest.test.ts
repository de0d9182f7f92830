import { expect, test } from 'vitest';
import type { LockManagerLike, TurnLocks } from '../../src/index.js';
import { openShop } from '../support/shop.js';

test('A1, A4: a guest is made with the publishable key, and nothing else', async () => {
  const shop = openShop();
  const { client } = shop.open();

  const session = await client.auth.guest();

  expect(session).toMatchObject({ status: 'authenticated', signedIn: true, consumer: { type: 'guest' } });
  expect(shop.sent.map(({ line }) => line)).toEqual(['POST /auth/guest']);
  expect(shop.sent[0]?.headers.get('x-publishable-key')).toBe('pk_test_aurora_mock');
  expect(shop.sent[0]?.headers.has('authorization')).toBe(false);
});

test('concurrent calls make one guest, and later ones return the same', async () => {
  const shop = openShop();
  const { client } = shop.open();

  const [first, second] = await Promise.all([client.auth.guest(), client.auth.guest()]);
  const third = await client.auth.guest();

  expect(second.consumer).toEqual(first.consumer);
  expect(third.consumer).toEqual(first.consumer);
  expect(shop.count(/auth\/guest/)).toBe(1);
});

test('tabs that open together make one guest', async () => {
  const shop = openShop();
  const opened = ['a', 'b', 'c', 'd'].map((name) => shop.open(name).client);

  const sessions = await Promise.all(opened.map((client) => client.auth.guest()));
  await shop.settle();

  expect(shop.count(/auth\/guest/)).toBe(1);
  expect(new Set(sessions.map(({ consumer }) => consumer?.consumerId)).size).toBe(1);
});

test('a tab that holds the lock for ever does not keep others from signing in', async () => {
  const shop = openShop();
  const frozen: LockManagerLike & TurnLocks = {
    request: <T>(_name: string, options: { signal?: AbortSignal }) =>
      new Promise<T>((_resolve, reject) =>
        options.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      ),
  };
  const { page } = shop.open();
  const { client } = shop.open('tab', { environment: { page, locks: frozen, channel: null, keep: null } });

  const session = client.auth.guest();
  await shop.pass(13_000);

  await expect(session).resolves.toMatchObject({ signedIn: true });
});

test('a reload finds the guest again without a request', async () => {
  const shop = openShop();
  const before = await shop.open('before').client.auth.guest();

  const after = await shop.open('after').client.auth.guest();

  expect(after.consumer).toEqual(before.consumer);
  expect(shop.sent.filter(({ tab }) => tab === 'after')).toEqual([]);
});

test('K1: a failed sign-in is not repeated, and is told as an event without a secret', async () => {
  const shop = openShop();
  shop.platform.fault({ operation: 'auth.guest', code: 'service_unavailable' });
  const { client } = shop.open();
  const told: unknown[] = [];
  client.on('auth:error', (event) => told.push(event));

  await expect(client.auth.guest()).rejects.toMatchObject({ code: 'service_unavailable', status: 503 });
  await shop.pass(60_000);

  expect(shop.count(/auth\/guest/)).toBe(1);
  expect(told).toEqual([{ context: 'guest', code: 'service_unavailable' }]);
});

test('a guest that arrives after a logout is ended at once and never becomes the session', async () => {
  const shop = openShop();
  shop.platform.fault({ operation: 'auth.guest', latencyMs: 1_000 });
  shop.holding = 1;
  const { client } = shop.open();
  const late = client.auth.guest().catch((error: unknown) => error);
  await shop.settle();

  await client.auth.logout();
  await shop.platform.clock.advance(1_000);
  shop.holding = 0;
  await shop.settle();

  expect(await late).toMatchObject({ code: 'aborted' });
  expect(client.auth.session.signedIn).toBe(false);
  expect(shop.sent.map(({ line }) => line)).toEqual(['POST /auth/guest', 'POST /auth/logout']);
});

test('events tell of sign-in and logout, here and in the other tab', async () => {
  const shop = openShop();
  const here = shop.open('here').client;
  const there = shop.open('there').client;
  const told: string[] = [];
  for (const name of ['auth:authenticated', 'auth:logout', 'auth:session-expired'] as const) {
    here.on(name, () => told.push(`here ${name}`));
    there.on(name, () => told.push(`there ${name}`));
  }
  await there.auth.restore();

  await here.auth.guest();
  await shop.settle();
  await here.auth.logout();
  await shop.settle();

  expect(told.filter((line) => line.startsWith('here'))).toEqual([
    'here auth:authenticated',
    'here auth:logout',
  ]);
  expect(told.filter((line) => line.startsWith('there'))).toEqual([
    'there auth:authenticated',
    'there auth:logout',
  ]);
});

test('a guest who is wanted after a logout does not share the fate of one that was given up', async () => {
  const shop = openShop();
  shop.platform.fault({ operation: 'auth.guest', latencyMs: 1_000, times: 1 });
  shop.holding = 1;
  const { client } = shop.open();
  const late = client.auth.guest().catch((error: unknown) => error);
  await shop.settle();
  await client.auth.logout();

  const wanted = client.auth.guest();
  await shop.platform.clock.advance(1_000);
  shop.holding = 0;

  expect(await late).toMatchObject({ code: 'aborted' });
  expect(await wanted).toMatchObject({ signedIn: true });
  expect(client.auth.session).toMatchObject({ signedIn: true, consumer: { type: 'guest' } });
});

test('destroy ends the wait for another tab at once', async () => {
  const shop = openShop();
  shop.platform.fault({ operation: 'auth.guest', hang: true });
  shop.holding = 1;
  const first = shop.open('first').client;
  const held = first.auth.guest().catch((error: unknown) => error);
  await shop.settle();
  const { client } = shop.open('second');
  const waiting = client.auth.guest().catch((error: unknown) => error);
  await shop.settle();
  const before = shop.timers;

  client.destroy();
  await shop.settle();

  expect(await waiting).toMatchObject({ code: 'destroyed' });
  expect(shop.timers).toBe(before - 1);
  first.destroy();
  expect(await held).toMatchObject({ code: 'destroyed' });
});

test('C3: a client that is destroyed right after a logout still lets the platform know', async () => {
  const shop = openShop();
  shop.platform.fault({ operation: 'auth.logout', latencyMs: 1_000 });
  shop.holding = 1;
  const { client } = shop.open();
  await client.auth.guest();

  await client.auth.logout();
  client.destroy();
  await shop.settle();

  expect(shop.sent.at(-1)).toMatchObject({
    line: 'POST /auth/logout',
    request: { signal: { aborted: false } },
  });
});
