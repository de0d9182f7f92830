import { FanfareClient, memoryTokenStore } from '@fanfare/browser';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import type { Hono } from 'hono';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shopApp } from '../app.ts';
import { startProvider, type Provider } from '../provider.ts';
import { signIn } from '../sign-in.ts';

const clientId = 'shop-web';
const clients: FanfareClient[] = [];
let mock: MockServer;
let provider: Provider;
let app: Hono;

beforeEach(async () => {
  [mock, provider] = await Promise.all([startMockServer(), startProvider()]);
  const { secret } = mock.platform.world.organizations[0].keys.test;
  app = shopApp({ secretKey: secret, baseUrl: mock.url, issuer: provider.issuer, clientId });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  provider.close();
  await mock.close();
});

function shopper(): FanfareClient {
  const { publishable } = mock.platform.world.organizations[0].keys.test;
  const client = new FanfareClient({
    publishableKey: publishable,
    baseUrl: mock.url,
    store: memoryTokenStore(),
  });
  clients.push(client);
  return client;
}

const authorize = (idToken: unknown): Response | Promise<Response> =>
  app.request('/api/fanfare-session', { method: 'POST', body: JSON.stringify({ idToken }) });
const toApp = (path: string, init: RequestInit): Response | Promise<Response> => app.request(path, init);
const places = async (client: FanfareClient): Promise<unknown> =>
  client.queues.status(mock.platform.world.organizations[0].queue.id);

it('C13: signs in whom the provider knows, and keeps the place of the guest', async () => {
  const fanfare = shopper();
  await fanfare.auth.guest();
  const guest = fanfare.auth.session.consumer;
  await fanfare.queues.enter(mock.platform.world.organizations[0].queue.id);

  const session = await signIn(fanfare, {
    idToken: await provider.idToken({ id: 'user-42', clientId }),
    fetch: toApp,
  });

  expect(guest?.type).toBe('guest');
  expect(session.consumer).toMatchObject({ type: 'authenticated', email: 'user-42@shop.example' });
  expect(await places(fanfare)).toMatchObject({ status: 'QUEUED', position: 1 });
});

it('finds the same consumer again, on another device', async () => {
  const [phone, laptop] = [shopper(), shopper()];
  const idToken = await provider.idToken({ id: 'user-42', clientId });

  const first = await signIn(phone, { idToken, fetch: toApp });
  const second = await signIn(laptop, { idToken, fetch: toApp });

  expect(second.consumer?.consumerId).toBe(first.consumer?.consumerId);
  expect(second.consumer?.consumerId).toBeDefined();
});

it('refuses a token that the provider made for another application', async () => {
  const answer = await authorize(await provider.idToken({ id: 'user-42', clientId: 'a-game' }));

  expect([answer.status, await answer.json()]).toEqual([401, { error: 'invalid_token' }]);
});

it.each(['sub', 'email'])('refuses a token in which somebody wrote another %s', async (claim) => {
  const [header = '', payload = '', signature = ''] = (
    await provider.idToken({ id: 'user-42', clientId })
  ).split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const changed = Buffer.from(JSON.stringify({ ...claims, [claim]: 'somebody-else' })).toString('base64url');

  expect((await authorize(`${header}.${payload}.${signature}`)).status).toBe(200);
  expect((await authorize(`${header}.${changed}.${signature}`)).status).toBe(401);
});

it.each([undefined, '', 'nonsense', 42, ['a']])('refuses what is no token: %j', async (idToken) => {
  expect((await authorize(idToken)).status).toBe(401);
});

it('signs in once with an exchange code: whoever shows it again is refused', async () => {
  const answer = await authorize(await provider.idToken({ id: 'user-42', clientId }));
  const { exchangeCode } = (await answer.json()) as { readonly exchangeCode: string };
  const [shopperOne, thief] = [shopper(), shopper()];
  await shopperOne.auth.exchangeExternal({ exchangeCode });

  await expect(thief.auth.exchangeExternal({ exchangeCode })).rejects.toMatchObject({
    code: 'exchange_code_invalid',
  });
  expect(thief.auth.session.signedIn).toBe(false);
});

it('does not blame the shopper when the platform refuses the key of the shop', async () => {
  const print = vi.spyOn(console, 'error').mockReturnValue();
  mock.platform.fault({ operation: 'auth.authorizeExternal', code: 'key_revoked' });
  const idToken = await provider.idToken({ id: 'user-42', clientId });

  expect((await authorize(idToken)).status).toBe(503);
  expect(JSON.stringify(print.mock.calls)).not.toContain(idToken);
  print.mockRestore();
});
