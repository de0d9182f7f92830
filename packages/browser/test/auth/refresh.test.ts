import { expect, test } from 'vitest';
import { openShop } from '../support/shop.js';

test('refresh brings a new access token with one request', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  await client.consumers.me();

  const session = await client.auth.refresh();
  await client.consumers.me();

  const [first, second] = shop.sent.filter(({ line }) => line === 'GET /consumers/me');
  expect(session.signedIn).toBe(true);
  expect(shop.count(/auth\/refresh/)).toBe(1);
  expect(first?.headers.get('authorization')).not.toBe(second?.headers.get('authorization'));
});

test('refresh after the token ran out makes one request, not two', async () => {
  const shop = openShop();
  const { client, page } = shop.open();
  await client.auth.guest();
  page.hide(); // nothing is refreshed ahead of need
  await shop.pass(2 * 3_600_000);

  await client.auth.refresh();

  expect(shop.count(/auth\/refresh/)).toBe(1);
});

test('refresh without a session says so before any request', async () => {
  const shop = openShop();

  await expect(shop.open().client.auth.refresh()).rejects.toMatchObject({ code: 'not_authenticated' });

  expect(shop.sent).toEqual([]);
});

test('an expired token costs a call one refresh, and a session that the platform ended is told', async () => {
  const shop = openShop();
  const { client } = shop.open();
  const told: unknown[] = [];
  client.on('auth:session-expired', (event) => told.push(event));
  await client.auth.guest();
  shop.platform.fault({ operation: 'consumers.me', code: 'token_expired', times: 1 });

  await client.consumers.me();
  shop.platform.fault({ operation: 'consumers.me', code: 'session_revoked' });
  await expect(client.consumers.me()).rejects.toMatchObject({ code: 'session_revoked' });

  expect(shop.count(/auth\/refresh/)).toBe(1);
  expect(told).toEqual([{ reason: 'revoked' }]);
  expect(client.auth.session.signedIn).toBe(false);
});

test('S8: a refresh that was asked for and hangs costs other calls nothing, while their token is good', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  shop.platform.fault({ operation: 'auth.refresh', hang: true });
  shop.holding = 1;

  const asked = client.auth.refresh().catch((error: { code: string }) => error.code);
  await shop.settle();
  await client.consumers.me();
  await shop.pass(8_000);

  expect(await asked).toBe('timeout');
  expect(client.auth.session).toMatchObject({ signedIn: true, status: 'authenticated' });
  await client.consumers.me();
});
