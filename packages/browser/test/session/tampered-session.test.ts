import { expect, test } from 'vitest';
import { openShop } from '../support/shop.js';

const hour = 3_600_000;

test.each([
  ['a call', 'consumers.me', 0],
  ['a refresh', 'auth.refresh', 2 * hour],
] as const)(
  'B11: a session that the platform finds tampered with, on %s, is over once and nothing of it is kept',
  async (_where, operation, wait) => {
    const shop = openShop();
    const { client, page } = shop.open();
    page.hide(); // nothing is refreshed ahead of need
    await client.auth.guest();
    const ends: unknown[] = [];
    client.on('auth:session-expired', (end) => ends.push(end));
    await shop.pass(wait);
    shop.platform.fault({ operation, code: 'session_integrity_failed', times: 1 });

    const refused = await client.consumers.me().catch((error: unknown) => error);

    await shop.settle();
    expect(refused).toMatchObject({ code: expect.stringMatching(/^session_/) as string });
    expect(client.auth.session.signedIn).toBe(false);
    expect(ends).toHaveLength(1);
    expect(JSON.stringify(await shop.store.read())).not.toMatch(/accessToken|refreshToken/);
    expect(shop.count(/auth\/refresh/)).toBe(wait === 0 ? 0 : 1);
  },
);
