import { describe, expect, test } from 'vitest';
import { openShop } from '../support/shop.js';
import type { Shop, Tab } from '../support/shop.js';

const hour = 3_600_000;

async function openTabs(shop: Shop, count: number): Promise<Tab[]> {
  const tabs = Array.from({ length: count }, (_, index) => shop.open(`tab ${index}`));
  for (const { page } of tabs) page.hide(); // nothing is refreshed ahead of need
  await tabs[0]!.client.auth.guest();
  for (const { client } of tabs) await client.auth.restore();
  await shop.settle();
  return tabs;
}

describe('against the mock platform', () => {
  test('B5: four tabs, five expiries, no leeway: five refreshes and no reuse', async () => {
    const shop = openShop({ settings: { leewayMs: 0 } });
    const tabs = await openTabs(shop, 4);

    for (let round = 1; round <= 5; round++) {
      await shop.pass(2 * hour);
      const calls = tabs.flatMap(({ client }) => Array.from({ length: 5 }, () => client.consumers.me()));

      await Promise.all(calls);

      expect(shop.count(/auth\/refresh/)).toBe(round);
    }
    expect(tabs.every(({ client }) => client.auth.session.signedIn)).toBe(true);
    expect(shop.platform.defects).toEqual([]);
  });

  test('B4: an answer that is lost recovers inside the leeway, and the place in line is kept', async () => {
    const shop = openShop();
    const [tab] = await openTabs(shop, 1);
    await tab!.client.queues.enter(shop.queueId);
    await shop.pass(2 * hour);
    shop.platform.fault({ operation: 'auth.refresh', loseAnswer: true, times: 1 });

    const call = tab!.client.queues.status(shop.queueId);
    await shop.pass(1_000);

    expect(await call).toBeDefined();
    expect(shop.count(/auth\/refresh/)).toBe(2);
    expect(tab!.client.auth.session.signedIn).toBe(true);
  });

  test.each([
    { status: 500 },
    { status: 502, body: '<html>bad gateway</html>', contentType: 'text/html' },
    { status: 401, body: '<html>invalid refresh token</html>', contentType: 'text/html' },
    { status: 400, body: '<html>bad request</html>', contentType: 'text/html' },
    { status: 429, retryAfter: '2' },
    { status: 503, retryAfter: '1' },
    { cutBody: true },
    { body: '' },
    { body: '{}' },
    { body: '{"accessToken":1}' },
    { status: 204 },
    { contentType: 'text/plain' },
  ] as const)('B12: a refresh that is answered with %o signs nobody out', async (fault) => {
    const shop = openShop();
    const [tab] = await openTabs(shop, 1);
    await shop.pass(2 * hour);
    const undo = shop.platform.fault({ operation: 'auth.refresh', ...fault });

    const failed = expect(tab!.client.consumers.me()).rejects.toMatchObject({ retryable: true });
    await shop.pass(1_000);
    await failed;
    expect(tab!.client.auth.session.signedIn).toBe(true);

    undo();
    // Within the leeway, as a platform without one has ended a session whose answer was cut.
    await shop.pass(5_000);
    const again = tab!.client.consumers.me();
    await shop.pass(5_000);
    expect(await again).toBeDefined();
  });

  test('B4: a spent token that comes back ends the session in all tabs, for its reason', async () => {
    const shop = openShop({ settings: { leewayMs: 0 } });
    const [tab, other] = await openTabs(shop, 2);
    await shop.pass(2 * hour);
    await tab!.client.consumers.me();
    const spent = shop.sent.find(({ line }) => line === 'POST /auth/refresh')!;
    await shop.pass(2 * hour);
    const { refreshToken } = (await spent.request.clone().json()) as { refreshToken: string };

    const thief = await shop.platform.fetch(
      new Request(spent.url, {
        method: 'POST',
        headers: spent.headers,
        body: JSON.stringify({ refreshToken }),
      }),
    );
    expect(thief.status).toBe(401);
    await expect(tab!.client.consumers.me()).rejects.toMatchObject({ code: 'session_expired' });
    await shop.settle();

    for (const { client } of [tab!, other!]) expect(client.auth.session.signedIn).toBe(false);
    expect(['token_reuse', 'revoked']).toContain(tab!.client.auth.session.reason);
  });

  test('the documented words of a hosted platform end the session: 401 invalid refresh token', async () => {
    const shop = openShop({ profile: 'hosted' });
    const [tab] = await openTabs(shop, 1);
    await shop.pass(2 * hour);
    shop.platform.fault({
      operation: 'auth.refresh',
      status: 401,
      body: '{"error":"Invalid refresh token"}',
      contentType: 'application/json',
    });

    await expect(tab!.client.consumers.me()).rejects.toMatchObject({ code: 'session_expired' });

    expect(tab!.client.auth.session).toMatchObject({ status: 'expired', signedIn: false });
  });

  test('C3: after logout the platform refuses the tokens that the page had', async () => {
    const shop = openShop();
    const [tab] = await openTabs(shop, 1);
    await tab!.client.consumers.me();
    const used = shop.sent.at(-1)!;

    await tab!.client.auth.logout();
    await shop.settle();

    const again = await shop.platform.fetch(new Request(used.url, { headers: used.headers }));
    expect(again.status).toBe(401);
    expect(shop.count(/auth\/logout/)).toBe(1);
  });
});
