import { describe, expect, test, vi } from 'vitest';
import { memoryTokenStore, type FanfareClient } from '../../src/index.js';
import { enroll, signIn } from '../support/authenticator.js';
import { fakePage } from '../support/fake-page.js';
import { openShop, type Shop } from '../support/shop.js';

const email = 'ada@example.com';

/** A device of its own: another store, and no channel to the others. */
async function device(shop: Shop, name: string): Promise<FanfareClient> {
  const environment = { page: fakePage(), channel: null };
  const { client } = shop.open(name, { store: memoryTokenStore(), environment });
  await signIn(shop, { client, email });
  return client;
}

describe('B14: a session that is revoked from another device', () => {
  test('signs out once at the next call, and no refresh is tried', async () => {
    const shop = openShop();
    const [laptop, phone] = [await device(shop, 'laptop'), await device(shop, 'phone')];
    const expired = vi.fn();
    phone.on('auth:session-expired', expired);
    const [other] = (await laptop.sessions.list()).filter(({ current }) => !current);
    await laptop.sessions.revoke(other?.id ?? '');
    shop.sent.length = 0;

    const answers = await Promise.allSettled([
      phone.consumers.me(),
      phone.consumers.me(),
      phone.loyalty.balance(),
    ]);
    const later = phone.consumers.me();

    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(later).rejects.toMatchObject({ code: 'session_expired' });
    expect(expired.mock.calls).toEqual([[{ reason: 'revoked' }]]);
    expect(phone.auth.session).toMatchObject({ status: 'signed_out', signedIn: false, reason: 'revoked' });
    expect(shop.count(/auth\/refresh/)).toBe(0);
    expect((await laptop.consumers.me()).active).toBeDefined();
  });

  test('signs out at the refresh too, where that comes first', async () => {
    const shop = openShop();
    const [laptop, phone] = [await device(shop, 'laptop'), await device(shop, 'phone')];
    await laptop.sessions.revokeAll({ keepCurrent: true });
    await shop.pass(2 * 3_600_000);

    await expect(phone.consumers.me()).rejects.toMatchObject({ name: 'SessionError' });

    expect(phone.auth.session).toMatchObject({ status: 'signed_out', reason: 'revoked' });
    expect(laptop.auth.session.signedIn).toBe(true);
  });
});

describe('C4: signing out everywhere', () => {
  test('ends the sessions of three devices', async () => {
    const shop = openShop();
    const [laptop, phone, tablet] = [
      await device(shop, 'laptop'),
      await device(shop, 'phone'),
      await device(shop, 'tablet'),
    ];

    await laptop.auth.logout({ everywhere: true });

    expect(laptop.auth.session).toMatchObject({ status: 'signed_out', reason: 'logout' });
    for (const client of [phone, tablet]) {
      await expect(client.consumers.me()).rejects.toMatchObject({ code: 'session_revoked' });
    }
    expect(shop.platform.defects).toEqual([]);
  });

  test('ends one session only, unless that is asked for', async () => {
    const shop = openShop();
    const [laptop, phone] = [await device(shop, 'laptop'), await device(shop, 'phone')];

    await laptop.auth.logout();

    expect((await phone.consumers.me()).active).toBeDefined();
  });

  test('ends the session here when the platform cannot be reached, and says that the others may go on', async () => {
    const shop = openShop();
    const laptop = await device(shop, 'laptop');
    shop.platform.fault({ operation: 'sessions.revokeAll', status: 503 });

    await expect(laptop.auth.logout({ everywhere: true })).rejects.toMatchObject({
      code: 'service_unavailable',
    });

    expect(laptop.auth.session.signedIn).toBe(false);
    expect(shop.count(/revoke-all/)).toBe(1);
  });

  test('waits for a second factor, where there is one, before it ends anything', async () => {
    const shop = openShop();
    const [laptop, phone] = [await device(shop, 'laptop'), await device(shop, 'phone')];
    const authenticator = await enroll(shop, laptop);

    await expect(laptop.auth.logout({ everywhere: true })).rejects.toMatchObject({
      code: 'step_up_required',
    });
    expect(laptop.auth.session.signedIn).toBe(true);
    await laptop.auth.withStepUp({
      run: () => laptop.auth.logout({ everywhere: true }),
      ask: async () => ({ code: authenticator.code() }),
    });

    expect(laptop.auth.session.signedIn).toBe(false);
    await expect(phone.consumers.me()).rejects.toMatchObject({ code: 'session_revoked' });
  });
});

test('C2: idle limits of the platform end the session, though it refreshes itself meanwhile', async () => {
  const shop = openShop({ settings: { sessionPolicy: { idleSeconds: 900 }, accessTokenTtlSeconds: 300 } });
  const laptop = await device(shop, 'laptop');

  await shop.pass(20 * 60_000);

  expect(shop.count(/auth\/refresh/)).toBeGreaterThan(1);
  expect(laptop.auth.session).toMatchObject({ status: 'signed_out', reason: 'revoked' });
});
