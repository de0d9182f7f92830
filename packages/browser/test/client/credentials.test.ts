import { authRoutes, consumerRoutes, experienceRoutes, queueRoutes, type Route } from '@fanfare/contract';
import { describe, expect, test } from 'vitest';
import type { FanfareClient } from '../../src/index.js';
import { openShop, type Shop } from '../support/shop.js';

type Call = (client: FanfareClient, shop: Shop) => Promise<unknown>;

const email = 'ada@example.com';
const calls: readonly (readonly [Route, Call])[] = [
  [authRoutes.requestOtp, (client) => client.auth.requestOtp({ email })],
  [authRoutes.refresh, (client) => client.auth.refresh()],
  [experienceRoutes.get, (client, shop) => client.experiences.get(shop.experienceId)],
  [experienceRoutes.enter, (client, shop) => client.experiences.enter(shop.experienceId)],
  [experienceRoutes.route, (client, shop) => client.experiences.route(shop.experienceId)],
  [experienceRoutes.leave, (client, shop) => client.experiences.leave(shop.experienceId)],
  [experienceRoutes.archivedStatus, (client, shop) => client.experiences.archivedStatus([shop.experienceId])],
  [queueRoutes.get, (client, shop) => client.queues.get(shop.queueId)],
  [queueRoutes.enter, (client, shop) => client.queues.enter(shop.queueId)],
  [queueRoutes.status, (client, shop) => client.queues.status(shop.queueId)],
  [queueRoutes.leave, (client, shop) => client.queues.leave(shop.queueId)],
  [consumerRoutes.me, (client) => client.consumers.me()],
  [authRoutes.logout, (client) => client.auth.logout()],
];

describe.each(calls.map(([route, call]) => [route.id, route, call] as const))('%s', (_id, route, call) => {
  test('B15: carries exactly the credentials of its row, in headers, to the platform only', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await client.auth.guest();
    shop.sent.length = 0;

    await call(client, shop);
    await shop.settle();

    const [sent] = shop.sent;
    const takesConsumer = route.auth.some((needed) => needed.includes('consumer'));
    expect(shop.sent.length).toBe(1);
    expect(sent?.headers.get('x-publishable-key')).toBe('pk_test_aurora_mock');
    expect(sent?.headers.has('authorization')).toBe(takesConsumer);
    expect(sent?.url.origin).toBe(shop.platform.origin);
    expect(sent?.url.search).toBe('');
    expect(sent?.request).toMatchObject({ credentials: 'omit', redirect: 'manual' });
    expect(sent?.init).toMatchObject({ referrerPolicy: 'origin', cache: 'no-store' });
    expect(sent?.headers.has('x-fingerprint')).toBe(route === queueRoutes.enter);
    expect(shop.platform.defects).toEqual([]);
  });

  test('A1: says that a session is missing, before any request, exactly where its row needs one', async () => {
    const shop = openShop();
    const { client } = shop.open();
    const needsConsumer =
      route.auth.every((needed) => needed.includes('consumer')) || route === authRoutes.refresh;
    if (route === authRoutes.logout) return; // nobody is signed out without a word to anybody

    const failure = await call(client, shop).then(
      () => undefined,
      (error: unknown) => error,
    );

    if (needsConsumer) expect(failure).toMatchObject({ code: 'not_authenticated', name: 'SessionError' });
    else expect(failure).toBeUndefined();
    expect(shop.sent.length).toBe(needsConsumer ? 0 : 1);
  });
});

test('A1: no method of the client leads to a row that needs the secret key', () => {
  const { client } = openShop().open();
  const names = [client.auth, client.experiences, client.queues, client.consumers].flatMap((part) =>
    Object.keys(part),
  );

  for (const denied of ['admit', 'deny', 'authorizeExternal', 'validate', 'complete']) {
    expect(names).not.toContain(denied);
  }
});

test('what everybody may see is shown to a shopper whose session has just ended', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  shop.platform.fault({ operation: 'experiences.get', code: 'token_expired', times: 1 });
  shop.platform.fault({ operation: 'auth.refresh', code: 'refresh_token_invalid' });

  const experience = await client.experiences.get(shop.experienceId);

  expect(experience.id).toBe(shop.experienceId);
  expect(shop.sent.at(-1)?.headers.has('authorization')).toBe(false);
  expect(client.auth.session.status).toBe('expired');
});

test('B15: a redirect is not followed, so that no credential travels on', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  const asked: string[] = [];
  const other = shop.open('other', {
    fetch: (input, init) => {
      asked.push(new Request(input, init).url);
      return Promise.resolve(
        new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
      );
    },
  });

  await expect(other.client.consumers.me()).rejects.toMatchObject({ code: 'redirect_refused' });

  expect(asked).toEqual([`${shop.platform.origin}/consumer/api/consumers/me`]);
});

test('D8: tokens of one platform are never sent to another', async () => {
  const shop = openShop();
  const elsewhere: Request[] = [];
  await shop.open().client.auth.guest();

  const { client } = shop.open('elsewhere', {
    baseUrl: 'https://other.example',
    store: 'memory',
    fetch: (input, init) => {
      elsewhere.push(new Request(input, init));
      return Promise.resolve(Response.json({ error: 'not_found' }, { status: 404 }));
    },
  });
  await client.experiences.get('exp_1').catch(() => undefined);

  expect(elsewhere.map(({ headers }) => headers.get('authorization'))).toEqual([null]);
});
