import { createMockPlatform, type MockPlatform, type MockPlatformOptions } from '@fanfare/mock';
import { afterEach, describe, expect, it } from 'vitest';
import { FanfareServer, GrantError, type FanfareServerOptions } from '@fanfare/node';
import { impatientClock } from '../support/impatient-clock.js';
import { admittedShopper, guestShopper } from '../support/shopper.js';

let platform: MockPlatform | undefined;

function setUp(options?: MockPlatformOptions) {
  const made = createMockPlatform({ now: '2026-11-22T10:00:00Z', ...options });
  platform = made;
  const [shop, other] = made.world.organizations;
  // The time of the platform, and no waiting between attempts.
  const clock = { now: () => made.clock.now(), setTimeout: impatientClock.setTimeout };
  const server = (more?: Partial<FanfareServerOptions>): FanfareServer =>
    new FanfareServer({
      secretKey: shop.keys.test.secret,
      baseUrl: made.origin,
      organizationId: shop.id,
      fetch: made.fetch,
      clock,
      ...more,
    });
  const subject = { distributionId: shop.queue.id, distributionType: 'queue' } as const;
  return { platform: made, shop, other, server, fanfare: server(), subject };
}

afterEach(async () => {
  expect(platform?.defects ?? []).toEqual([]);
  await platform?.close();
  platform = undefined;
});

describe('A2: the operations of a merchant, against the platform', () => {
  it('authorizes an external user, whose code a page exchanges once', async () => {
    const { platform: made, shop, fanfare } = setUp();
    const user = { provider: 'shop', issuer: 'https://shop.example', subject: 'user-42' };

    const first = await fanfare.external.authorize(user);
    const shopper = await guestShopper(made, shop);
    const session = await shopper.call('POST /auth/external/exchange', { exchangeCode: first.exchangeCode });

    expect(first.resolution).toBe('created');
    expect(session).toMatchObject({ session: { type: 'authenticated' } });
    await expect(fanfare.external.authorize(user)).resolves.toMatchObject({ resolution: 'existing' });
  });

  it('admits out of turn, denies, and reads a profile', async () => {
    const { platform: made, shop, fanfare } = setUp();
    const [one, two] = [await guestShopper(made, shop), await guestShopper(made, shop)];
    for (const shopper of [one, two]) {
      await shopper.call(`POST /experiences/${shop.experience.id}/enter`);
      await shopper.call(`POST /queues/${shop.queue.id}/enter`);
    }

    await expect(fanfare.queues.admit(shop.queue.id, two.consumerId)).resolves.toMatchObject({
      status: 'GRANTED',
    });
    await expect(
      fanfare.queues.deny(shop.queue.id, { consumerId: one.consumerId, reason: 'BOT_DETECTED' }),
    ).resolves.toMatchObject({ status: 'DENIED', reason: 'BOT_DETECTED' });
    await expect(fanfare.consumers.get(one.consumerId)).resolves.toMatchObject({ id: one.consumerId });
  });

  it("does not find another organization's consumers and queues", async () => {
    const { platform: made, shop, other, server } = setUp();
    const shopper = await guestShopper(made, shop);
    const stranger = server({ secretKey: other.keys.test.secret });
    const live = server({ secretKey: shop.keys.live.secret });

    for (const fanfare of [stranger, live]) {
      await expect(fanfare.consumers.get(shopper.consumerId)).rejects.toMatchObject({ code: 'not_found' });
      await expect(fanfare.queues.admit(shop.queue.id, shopper.consumerId)).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });

  it('sells with a grant: create, the same again, cancel', async () => {
    const { platform: made, shop, fanfare } = setUp();
    const { grant } = await admittedShopper(made, shop);
    const checkout = {
      admissionToken: grant,
      distributionId: shop.queue.id,
      productId: shop.product.id,
      variantId: shop.variant.id,
      quantity: 1,
      currencyCode: shop.currencyCode,
      successUrl: 'https://shop.example/thanks',
      cancelUrl: 'https://shop.example/cart',
      idempotencyKey: 'order-0001',
    };

    const created = await fanfare.checkout.create(checkout);

    await expect(fanfare.checkout.create(checkout)).resolves.toEqual(created);
    await expect(fanfare.checkout.create({ ...checkout, quantity: 2 })).rejects.toMatchObject({
      code: 'idempotency_key_mismatch',
      status: 422,
    });
    await expect(fanfare.checkout.refund({ orderId: created.orderId, amount: '1.00' })).rejects.toMatchObject(
      {
        code: 'conflict',
      },
    );
    await expect(fanfare.checkout.cancel({ orderId: created.orderId })).resolves.toEqual({ success: true });
  });
});

describe('C16: grants, against the platform', () => {
  it('one good use, then none; tampered and foreign ones never', async () => {
    const { platform: made, shop, other, server, fanfare, subject } = setUp();
    const { grant, consumerId } = await admittedShopper(made, shop);
    const second = await guestShopper(made, shop);
    const check = { ...subject, token: grant, consumerId };
    const tampered = grant.slice(0, -2) + (grant.endsWith('AA') ? 'BB' : 'AA');

    for (const wrong of [
      { ...check, consumerId: second.consumerId },
      { ...check, token: tampered },
      { ...check, distributionType: 'draw' as const },
    ]) {
      await expect(fanfare.admissions.validate(wrong)).rejects.toThrow();
    }
    await expect(server({ secretKey: other.keys.test.secret }).admissions.validate(check)).rejects.toThrow();
    await expect(fanfare.admissions.validate(check)).resolves.toMatchObject({
      valid: true,
      consumerId,
      ...subject,
    });
    await expect(fanfare.admissions.validate(check)).rejects.toMatchObject({
      name: 'GrantError',
      code: 'grant_used',
    });
  });

  it('two parallel validations: exactly one wins', async () => {
    const { platform: made, shop, fanfare, subject } = setUp();
    const { grant, consumerId } = await admittedShopper(made, shop);
    const check = { ...subject, token: grant, consumerId };

    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => fanfare.admissions.validate(check)),
    );

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(GrantError);
    }
  });

  it('an expired one is refused', async () => {
    const { platform: made, shop, fanfare, subject } = setUp();
    shop.queue.admissionExpirationSeconds = 300;
    const { grant, consumerId } = await admittedShopper(made, shop);

    await made.clock.advance('10m');

    await expect(fanfare.admissions.validate({ ...subject, token: grant, consumerId })).rejects.toMatchObject(
      {
        code: 'grant_expired',
      },
    );
  });

  it('F8: an answer that is lost after the grant was spent comes again', async () => {
    const { platform: made, shop, fanfare, subject } = setUp();
    const { grant, consumerId } = await admittedShopper(made, shop);
    made.fault({ operation: 'admissions.validate', times: 1, loseAnswer: true });

    await expect(
      fanfare.admissions.validate({ ...subject, token: grant, consumerId }),
    ).resolves.toMatchObject({
      valid: true,
    });
    expect(made.requests.filter(({ operation }) => operation === 'admissions.validate')).toHaveLength(2);
  });

  it('completing twice is a success', async () => {
    const { platform: made, shop, fanfare, subject } = setUp();
    const { grant, consumerId } = await admittedShopper(made, shop);
    await fanfare.admissions.validate({ ...subject, token: grant, consumerId });
    const order = { ...subject, consumerId, orderId: 'ord_1', orderAmount: '149.00' };

    await expect(fanfare.admissions.complete(order)).resolves.toMatchObject({ alreadyCompleted: false });
    await expect(fanfare.admissions.complete(order)).resolves.toMatchObject({ alreadyCompleted: true });
  });
});

describe('E12: signatures, against the independent verifier of the platform', () => {
  it('the secret key is in no request of the profile full', async () => {
    const { platform: made, shop, fanfare } = setUp();
    const { grant, consumerId } = await admittedShopper(made, shop);
    const subject = { distributionId: shop.queue.id, distributionType: 'queue' } as const;
    await fanfare.admissions.validate({ ...subject, token: grant, consumerId });
    await fanfare.consumers.get(consumerId);

    const ours = made.requests.filter(({ headers }) => 'signature' in headers);
    expect(ours).toHaveLength(2);
    expect(made.requests.some(({ containsSecretKey }) => containsSecretKey)).toBe(false);
  });

  it('the profile hosted needs and gets the bearer', async () => {
    const { platform: made, shop, server } = setUp({ profile: 'hosted' });
    const shopper = await guestShopper(made, shop);

    await expect(server({ profile: 'hosted' }).consumers.get(shopper.consumerId)).resolves.toBeDefined();
    expect(made.requests.at(-1)?.containsSecretKey).toBe(true);
    await expect(server({ profile: 'full' }).consumers.get(shopper.consumerId)).rejects.toMatchObject({
      status: 401,
    });
  });

  it.each([-600_000, 600_000])('a clock that is off by %d ms is corrected', async (offset) => {
    const { platform: made, shop, server } = setUp();
    const shopper = await guestShopper(made, shop);
    const clock = { now: () => made.clock.now() + offset, setTimeout: impatientClock.setTimeout };
    const fanfare = server({ clock });

    await fanfare.consumers.get(shopper.consumerId);
    await fanfare.consumers.get(shopper.consumerId);

    const statuses = made.requests
      .filter(({ operation }) => operation === 'consumers.get')
      .map(({ status }) => status);
    expect(statuses).toEqual([401, 200, 200]);
  });

  it('a key that nobody knows is refused for good', async () => {
    const { server } = setUp();

    await expect(server({ secretKey: 'sk_test_nobody_knows' }).consumers.get('csm_1')).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 'key_invalid',
    });
  });

  it('A7: a key that was rolled comes from the provider', async () => {
    const { platform: made, shop, server } = setUp();
    const shopper = await guestShopper(made, shop);
    const keys = ['sk_test_rolled_away', shop.keys.test.secret];
    made.fault({ operation: 'consumers.get', times: 1, code: 'key_revoked' });

    const fanfare = server({ secretKey: () => keys.shift() ?? '' });

    await expect(fanfare.consumers.get(shopper.consumerId)).resolves.toMatchObject({
      id: shopper.consumerId,
    });
    expect(keys).toHaveLength(0);
  });

  it('multi-byte bodies and every retry are accepted', async () => {
    const { platform: made, fanfare } = setUp();
    made.fault({ operation: 'auth.authorizeExternal', times: 2, status: 503, retryAfter: '0' });

    const call = fanfare.external.authorize({
      provider: 'Zürich 🎟',
      issuer: 'https://shop.example',
      subject: '日本',
    });

    await expect(call).resolves.toMatchObject({ resolution: 'created' });
  });
});

describe('F10: what a platform may answer when it is not well', () => {
  it.each([
    [
      'HTML',
      { status: 502, body: '<h1>Bad gateway</h1>', contentType: 'text/html' },
      { name: 'ServerError', status: 502 },
    ],
    ['a cut answer', { cutBody: true as const }, {}],
    ['an empty answer', { status: 200, body: '' }, { name: 'ResponseError', code: 'invalid_response' }],
    [
      'too early',
      { code: 'not_open' as const, retryAfter: '120' },
      { name: 'RateLimitError', code: 'not_open' },
    ],
    [
      'rate limited for long',
      { code: 'rate_limited' as const, retryAfter: '3600' },
      { retryAfterMs: 3_600_000 },
    ],
  ])('%s becomes a typed error with the request id', async (_, fault, expected) => {
    const { platform: made, fanfare } = setUp();
    made.fault({ operation: 'consumers.get', ...fault });

    await expect(fanfare.consumers.get('csm_1', { maxRetries: 0 })).rejects.toMatchObject(expected);
  });
});

describe('B10: tokens of the platform', () => {
  it('are verified with its keys until they expire', async () => {
    const { platform: made, shop, other, server, fanfare } = setUp();
    const shopper = await guestShopper(made, shop);

    await expect(fanfare.tokens.verify(shopper.accessToken)).resolves.toMatchObject({
      consumerId: shopper.consumerId,
      organizationId: shop.id,
      isGuest: true,
      sessionChecked: false,
    });
    await expect(
      server({ organizationId: other.id }).tokens.verify(shopper.accessToken),
    ).rejects.toMatchObject({
      details: { reason: 'organization' },
    });
    await made.clock.advance('61m');
    await expect(fanfare.tokens.verify(shopper.accessToken)).rejects.toMatchObject({ code: 'token_expired' });
  });

  it('B10: a token of test mode is none to a live backend, and the reverse', async () => {
    const { platform: made, shop, server } = setUp();
    const keys = (mode: 'test' | 'live') => ({ secretKey: async () => shop.keys[mode].secret });
    const test = await guestShopper(made, shop);
    const live = await guestShopper(made, { ...shop, keys: { ...shop.keys, test: shop.keys.live } });

    for (const [own, stranger, mode] of [
      [test, live, 'test'],
      [live, test, 'live'],
    ] as const) {
      for (const backend of [
        server(keys(mode)),
        server({ secretKey: shop.keys[mode].secret, expectMode: mode }),
      ]) {
        await expect(backend.tokens.verify(own.accessToken)).resolves.toBeDefined();
        await expect(backend.tokens.verify(stranger.accessToken)).rejects.toMatchObject({
          code: 'invalid_token',
          details: { reason: 'mode' },
        });
      }
    }
  });

  it('B9: a session that was ended is still good offline, and the result says that nobody asked', async () => {
    const { platform: made, shop, fanfare } = setUp();
    const shopper = await guestShopper(made, shop);
    await shopper.call('POST /auth/logout');

    await expect(fanfare.tokens.verify(shopper.accessToken)).resolves.toMatchObject({
      sessionChecked: false,
    });
    await expect(shopper.call('GET /consumers/me')).rejects.toThrow(/401/);
  });
});
