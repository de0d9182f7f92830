import { describe, expect, it } from 'vitest';
import { admitted, type Admitted } from './support/admitted.js';
import { checkOut } from './support/check-out.js';
import { openShop, type Answer, type MerchantCall, type TestShop } from './support/open-shop.js';

const T0 = Date.parse('2026-11-22T10:00:00.000Z');
const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString();

interface Claim {
  readonly token?: string;
  readonly consumerId?: string;
  readonly path?: string;
}

function validate(shop: TestShop, ann: Admitted, claim: Claim = {}, call?: MerchantCall): Promise<Answer> {
  const { token = ann.grant, consumerId = ann.consumerId, path = `/queues/${shop.queueId}` } = claim;
  return shop.merchant('POST', `${path}/validate`, { consumerId, token }, call);
}

function complete(shop: TestShop, consumerId: string, metadata?: object): Promise<Answer> {
  const body = metadata === undefined ? { consumerId } : { consumerId, metadata };
  return shop.merchant('POST', `/queues/${shop.queueId}/complete`, body);
}

function told({ status, body }: Answer): unknown[] {
  return [status, body['error']];
}

describe('C16: validating a grant', () => {
  it('answers whose grant it was and until when the admission lasts', async () => {
    const shop = openShop();
    const ann = await admitted(shop);

    expect(await validate(shop, ann)).toMatchObject({
      status: 200,
      body: {
        valid: true,
        consumerId: ann.consumerId,
        distributionId: shop.queueId,
        distributionType: 'queue',
        validatedAt: at(0),
        expiresAt: at(900),
      },
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('refuses the second use', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    await validate(shop, ann);

    expect(told(await validate(shop, ann))).toEqual([409, 'grant_used']);
  });

  it('lets exactly one of many parallel validations win', async () => {
    const shop = openShop();
    const ann = await admitted(shop);

    const answers = await Promise.all(Array.from({ length: 8 }, () => validate(shop, ann)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
  });

  it('is safe to repeat under the same idempotency key after a lost answer', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    const call = { idempotencyKey: 'validate-once-0001' };

    const first = await validate(shop, ann, {}, call);
    await shop.platform.clock.advance('1s');

    expect((await validate(shop, ann, {}, call)).body).toEqual(first.body);
    expect(told(await validate(shop, ann, { consumerId: 'cons_other' }, call))).toEqual([
      422,
      'idempotency_key_mismatch',
    ]);
  });

  it('refuses another consumer, and says nothing about whether the grant was used', async () => {
    const shop = openShop();
    const [ann, bob] = [await admitted(shop), await admitted(shop)];

    expect(told(await validate(shop, ann, { consumerId: bob.consumerId }))).toEqual([403, 'grant_mismatch']);
    await validate(shop, ann);
    expect(told(await validate(shop, ann, { consumerId: bob.consumerId }))).toEqual([403, 'grant_mismatch']);
  });

  it('refuses another distribution, whether there is one of that id or not', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    const foreign = `/queues/${shop.platform.world.organizations[1].queue.id}`;

    for (const path of [foreign, '/queues/queue_nowhere', `/draws/${shop.queueId}`]) {
      expect(told(await validate(shop, ann, { path }))).toEqual([403, 'grant_mismatch']);
    }
    expect(told(await validate(shop, ann))).toEqual([200, undefined]);
  });

  it('refuses a tampered and an unknown grant', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    const last = ann.grant.at(-1) === 'A' ? 'B' : 'A';

    for (const token of [
      ann.grant.slice(0, -1) + last,
      ann.grant.toUpperCase(),
      `${ann.grant}A`,
      'grant_0123456789abcdef',
    ]) {
      expect(told(await validate(shop, ann, { token }))).toEqual([403, 'grant_invalid']);
    }
  });

  it('refuses an expired grant', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    await shop.platform.clock.advance('14m59s');
    const bob = await admitted(shop);
    await shop.platform.clock.advance('1s');

    expect(told(await validate(shop, ann))).toEqual([403, 'grant_expired']);
    expect(told(await validate(shop, bob))).toEqual([200, undefined]);
  });

  it.each([
    ['left', (shop: TestShop, ann: Admitted) => ann.call('POST', `/queues/${shop.queueId}/leave`)],
    [
      'was denied',
      (shop: TestShop, { consumerId }: Admitted) =>
        shop.merchant('POST', `/queues/${shop.queueId}/deny`, { consumerId, reason: 'BOT_DETECTED' }),
    ],
  ])('refuses the grant of a consumer who %s', async (_, end) => {
    const shop = openShop();
    const ann = await admitted(shop);

    await end(shop, ann);

    expect(told(await validate(shop, ann))).toEqual([403, 'grant_invalid']);
  });

  it.each([
    ['the other organization', { organization: 1 }],
    ['live mode', { mode: 'live' }],
  ] as const)('D6: is worth nothing in %s', async (_, elsewhere) => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, ...elsewhere });
    const ann = await admitted(shop);

    expect(told(await validate(other, ann))).toEqual([403, 'grant_invalid']);
    expect(told(await validate(other, ann, { path: `/queues/${shop.queueId}` }))).toEqual([404, 'not_found']);
    expect(told(await validate(other, ann, { path: '/queues/queue_nowhere' }))).toEqual([404, 'not_found']);
    expect(told(await validate(shop, ann))).toEqual([200, undefined]);
  });

  it('keeps the grant when a guest signs in, under the ids of before and after', async () => {
    const shop = openShop();
    await shop.member('ann@example.com');
    const guest = await admitted(shop);
    const ann = await shop.member('ann@example.com', guest);
    expect(ann.consumerId).not.toBe(guest.consumerId);

    const answer = await validate(shop, guest);

    expect(answer.body).toMatchObject({ valid: true, consumerId: ann.consumerId });
    expect(told(await validate(shop, { ...ann, grant: guest.grant }))).toEqual([409, 'grant_used']);
  });

  it('takes the worse of two admissions away when two consumers become one', async () => {
    const shop = openShop();
    const member = await shop.member('ann@example.com');
    const [own, guest] = [await admitted(shop, member), await admitted(shop)];

    await shop.member('ann@example.com', guest);

    const grants = [own.grant, guest.grant];
    const answers = await Promise.all(grants.map((token) => validate(shop, own, { token })));
    expect(answers.map(told)).toEqual([
      [200, undefined],
      [403, 'grant_invalid'],
    ]);
    const { body } = await member.call('GET', `/queues/${shop.queueId}/status`);
    expect(body).toMatchObject({ status: 'GRANTED', admissionGrant: own.grant });
  });

  it('keeps no text of a grant in the platform', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    await validate(shop, ann);

    const { requests, deliveries, defects } = shop.platform;
    expect(JSON.stringify([requests, deliveries, defects])).not.toContain(ann.grant);
  });
});

describe('completing an admission', () => {
  it('ends it, and says so the second time', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    await validate(shop, ann);

    const first = await complete(shop, ann.consumerId, { orderId: 'A-1001', orderAmount: '149.00' });
    await shop.platform.clock.advance('1m');
    const second = await complete(shop, ann.consumerId, { orderId: 'A-1001', orderAmount: '149.00' });

    expect(first.body).toEqual({
      status: 'COMPLETED',
      consumerId: ann.consumerId,
      distributionId: shop.queueId,
      completedAt: at(0),
      alreadyCompleted: false,
    });
    expect(second.body).toEqual({ ...first.body, alreadyCompleted: true });
    expect((await ann.call('GET', `/queues/${shop.queueId}/status`)).body).toEqual({
      status: 'COMPLETED',
      completedAt: at(0),
    });
  });

  it('spends the grant of an admission that was never validated', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    await complete(shop, ann.consumerId);

    expect(told(await validate(shop, ann))).toEqual([409, 'grant_used']);
    expect(told(await checkOut(shop, ann.grant))).toEqual([409, 'grant_used']);
  });

  it('refuses when the admission ended, was never given or is unknown', async () => {
    const shop = openShop();
    const [late, waiting] = [await admitted(shop), await shop.guest()];
    await shop.platform.clock.advance('15m');
    await waiting.call('POST', `/queues/${shop.queueId}/enter`);

    expect(told(await complete(shop, late.consumerId))).toEqual([403, 'grant_expired']);
    expect(told(await complete(shop, waiting.consumerId))).toEqual([409, 'conflict']);
    expect(told(await complete(shop, 'cons_nobody'))).toEqual([404, 'not_found']);
    expect(
      told(await shop.merchant('POST', '/draws/draw_1/complete', { consumerId: late.consumerId })),
    ).toEqual([404, 'not_found']);
    expect(shop.platform.defects).toEqual([]);
  });
});

describe('C16: one grant, one sale', () => {
  it('refuses to complete at the own till what waits for its payment on the hosted page', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    const { body: order } = await checkOut(shop, ann.grant);

    expect(told(await complete(shop, ann.consumerId))).toEqual([409, 'conflict']);

    const cancel = { orderId: order['orderId'], idempotencyKey: 'cancel-1' };
    await shop.merchant('POST', '/checkout/cancel', cancel, { service: 'checkout' });
    expect(told(await complete(shop, ann.consumerId))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });
});
