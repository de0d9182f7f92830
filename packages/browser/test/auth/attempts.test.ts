import { describe, expect, test } from 'vitest';
import type { FanfareClient } from '../../src/index.js';
import { openShop } from '../support/shop.js';

const email = 'ada@example.com';
const wrong = { email, code: '0000' };

const proofs: readonly (readonly [string, string, (client: FanfareClient) => Promise<unknown>])[] = [
  ['auth.requestOtp', 'POST /auth/otp/request', ({ auth }) => auth.requestOtp({ email })],
  ['auth.verifyOtp', 'POST /auth/otp/verify', ({ auth }) => auth.verifyOtp(wrong)],
  [
    'auth.exchangeExternal',
    'POST /auth/external/exchange',
    ({ auth }) => auth.exchangeExternal({ exchangeCode: 'exc_1' }),
  ],
  ['mfa.confirm', 'POST /mfa/totp/confirm', ({ mfa }) => mfa.confirm({ code: '123456' })],
  ['mfa.stepUp', 'POST /mfa/step-up', ({ auth }) => auth.stepUp({ code: '123456' })],
  [
    'emailVerification.confirm',
    'POST /email-verification/confirm',
    ({ emailVerification }) => emailVerification.confirm({ code: '123456' }),
  ],
];

describe('C11: a call that proves something is sent once, whatever becomes of it', () => {
  const ends = [
    { code: 'too_many_attempts', retryAfter: '1' },
    { code: 'rate_limited', retryAfter: '0' },
    { status: 503 },
    { loseAnswer: true },
    { cutBody: true },
  ] as const;

  test.each(proofs)('%s', async (operation, line, call) => {
    for (const end of ends) {
      const shop = openShop();
      const { client } = shop.open('tab', { maxRetries: 5 });
      await client.auth.guest();
      shop.platform.fault({ operation: operation as 'auth.verifyOtp', ...end });
      shop.sent.length = 0;

      await expect(call(client)).rejects.toMatchObject({ name: expect.stringMatching(/Error$/) as string });
      await shop.pass(120_000);

      expect(shop.sent.map((sent) => sent.line).filter((sent) => sent === line)).toHaveLength(1);
    }
  });
});

test('C11: eleven tries are eleven requests, and the last one says how long to wait', async () => {
  const shop = openShop();
  const { client } = shop.open();
  const errors: unknown[] = [];
  for (let count = 0; count < 11; count += 1)
    await client.auth.verifyOtp(wrong).catch((error) => errors.push(error));

  expect(errors.slice(0, 10)).toEqual(Array(10).fill(expect.objectContaining({ code: 'otp_invalid' })));
  expect(errors[10]).toMatchObject({
    name: 'TooManyAttemptsError',
    code: 'too_many_attempts',
    retryAfterMs: 30_000,
    scope: 'user',
  });
  expect(shop.count(/^POST \/auth\/otp\/verify$/)).toBe(11);
  expect(client.auth.session.signedIn).toBe(false);
});

describe('F4: a call that is refused for calling too often', () => {
  test('says what was left, when it is whole again and whom it counts', async () => {
    const shop = openShop({ rateLimits: { consumer: { perMinute: 1 } } });
    const { client } = shop.open('tab', { maxRetries: 0 });
    await client.auth.guest();
    await client.consumers.me();

    const refused = client.consumers.me();

    await expect(refused).rejects.toMatchObject({
      name: 'RateLimitError',
      retryAfterMs: 60_000,
      limit: 1,
      remaining: 0,
      resetAt: shop.platform.clock.now() + 60_000,
      scope: 'user',
    });
  });

  test('is repeated after the wait that the platform names, and then answered', async () => {
    const shop = openShop({ rateLimits: { consumer: { perMinute: 60, perSecond: 1 } } });
    const { client } = shop.open();
    await client.auth.guest();
    await client.consumers.me();

    const second = client.consumers.me();
    await shop.pass(1_000);

    expect((await second).active).toBeDefined();
    expect(shop.count(/^GET \/consumers\/me$/)).toBe(3);
  });

  test('F7: is counted here as the platform counts it', async () => {
    const shop = openShop({ rateLimits: { consumer: { perMinute: 60, perSecond: 2 } } });
    const statuses: (number | undefined)[] = [];
    const { client } = shop.open('tab', { onAttempt: ({ status }) => statuses.push(status) });
    await client.auth.guest();

    const calls = Promise.all(Array.from({ length: 6 }, () => client.consumers.me()));
    await shop.pass(30_000);
    await calls.catch(() => undefined);

    const refused = statuses.filter((status) => status === 429).length;
    expect(refused).toBeGreaterThan(0);
    expect(shop.platform.stats).toMatchObject({ tooMany: refused, requests: statuses.length });
  });
});
