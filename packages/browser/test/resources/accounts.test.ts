import { expect, test } from 'vitest';
import { signAsMerchant } from '../../../mock/test/support/sign-as-merchant.js';
import { signIn } from '../support/authenticator.js';
import { openShop, type Shop } from '../support/shop.js';

test('C10: the list of sessions shows device and last use', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();

  expect(await client.sessions.list()).toEqual([
    {
      id: expect.any(String),
      familyId: expect.any(String),
      createdAt: '2026-11-22T10:00:00.000Z',
      lastUsedAt: '2026-11-22T10:00:00.000Z',
      deviceLabel: 'Unknown browser',
      current: true,
    },
  ]);
});

test('B14: ending a session answers with nothing, and that of somebody else is not found', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  const [own] = await client.sessions.list();

  await expect(client.sessions.revoke('sess_of_somebody')).rejects.toMatchObject({ code: 'not_found' });
  expect(await client.sessions.revoke(own?.id ?? '')).toBeUndefined();
});

test.each([{ keepCurrent: 'yes' }, { keepCurrent: 1 }, { keep: true }])(
  'sessions.revokeAll refuses %j before anything is sent',
  async (options) => {
    const shop = openShop();
    const { client } = shop.open();
    await client.auth.guest();
    const before = shop.sent.length;

    await expect(client.sessions.revokeAll(options as never)).rejects.toThrow(/revokeAll/); // what JavaScript lets through
    expect(shop.sent).toHaveLength(before);
  },
);

test('C8: a proven address opens what the platform keeps for it, and codes are sent one at a time', async () => {
  const shop = openShop({ settings: { verifiedEmailOperations: ['loyalty.balance'] } });
  const { client } = shop.open();
  await signIn(shop, { client, email: 'ada@example.com' });
  await move(shop, client.auth.session.consumer?.consumerId ?? '');

  await expect(client.loyalty.balance()).rejects.toMatchObject({
    name: 'PermissionError',
    code: 'email_unverified',
  });
  const { resendAfter } = await client.emailVerification.request();
  await expect(client.emailVerification.request()).rejects.toMatchObject({
    name: 'RateLimitError',
    code: 'rate_limited',
    retryAfterMs: 60_000,
  });
  await expect(client.emailVerification.confirm({ code: '00000' })).rejects.toMatchObject({
    code: 'otp_invalid',
  });
  const code = shop.platform.emailCodeFor('ada@newer.example') ?? '';

  expect(await client.emailVerification.confirm({ code })).toEqual({
    email: 'ada@newer.example',
    emailVerified: true,
  });
  expect(resendAfter).toBe('2026-11-22T10:01:00.000Z');
  expect((await client.loyalty.balance()).balance).toBe(0);
  expect(shop.count(/email-verification\/request/)).toBe(2);
});

/** Gives a consumer another e-mail address, which is the merchant's word and nobody's proof. */
async function move({ platform }: Shop, consumerId: string): Promise<void> {
  const request = {
    method: 'PUT',
    url: `${platform.origin}/admin/api/consumers/${consumerId}`,
    body: JSON.stringify({ email: 'ada@newer.example' }),
  };
  const { secret: secretKey } = platform.world.organizations[0].keys.test;
  const signing = { ...request, idempotencyKey: 'move-ada', secretKey, now: platform.clock.now() };
  const { url, ...init } = { ...request, headers: signAsMerchant(signing) };
  expect((await platform.fetch(url, init)).status).toBe(200);
}
