import { describe, expect, it } from 'vitest';
import { admitted } from './support/admitted.js';
import { checkOut } from './support/check-out.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';

const T0 = Date.parse('2026-11-22T10:00:00.000Z');
const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString();

function told({ status, body }: Answer): unknown[] {
  return [status, body['error']];
}

function cancel(shop: TestShop, orderId: unknown, change: object = {}): Promise<Answer> {
  const body = { orderId, idempotencyKey: crypto.randomUUID(), ...change };
  return shop.merchant('POST', '/payments/cancellations', body, { service: 'checkout' });
}

function refund(shop: TestShop, orderId: unknown, amount: string): Promise<Answer> {
  const body = { orderId, amount, idempotencyKey: crypto.randomUUID() };
  return shop.merchant('POST', '/payments/refunds', body, { service: 'checkout' });
}

function press(shop: TestShop, url: unknown, action: string): Promise<Response> {
  const body = new URLSearchParams({ action });
  return shop.platform.fetch(new Request(String(url), { method: 'POST', body }));
}

describe('checkout', () => {
  it('makes an order and a payment page that lasts as long as the admission', async () => {
    const shop = openShop();
    const ann = await admitted(shop);

    const { status, body } = await checkOut(shop, ann.grant, { quantity: 2 });

    expect(status).toBe(200);
    expect(body).toEqual({
      orderId: expect.stringMatching(/^ord_/),
      paymentId: expect.stringMatching(/^pay_/),
      checkoutUrl: `${shop.platform.origin}/__mock/pay/${String(body['orderId'])}`,
      expiresAt: at(900),
      deadline: at(900),
    });
    expect(JSON.stringify(body)).not.toContain(ann.grant);
  });

  it('takes a grant that was validated before, once', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    const { consumerId } = ann;
    await shop.merchant('POST', `/queues/${shop.queueId}/validate`, { consumerId, token: ann.grant });

    expect(told(await checkOut(shop, ann.grant))).toEqual([200, undefined]);
    expect(told(await checkOut(shop, ann.grant))).toEqual([409, 'grant_used']);
  });

  it('lets exactly one of two parallel checkouts have the grant', async () => {
    const shop = openShop();
    const ann = await admitted(shop);

    const answers = await Promise.all([checkOut(shop, ann.grant), checkOut(shop, ann.grant)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('answers a repeat under the same idempotencyKey with the same order', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    const key = { idempotencyKey: 'checkout-0001' };

    const first = await checkOut(shop, ann.grant, key);

    expect((await checkOut(shop, ann.grant, key)).body).toEqual(first.body);
    expect(told(await checkOut(shop, ann.grant, { ...key, quantity: 2 }))).toEqual([
      422,
      'idempotency_key_mismatch',
    ]);
  });

  it.each([
    [{ admissionToken: 'grant_0123456789abcdef' }, 403, 'grant_invalid'],
    [{ distributionId: 'queue_borealis' }, 403, 'grant_mismatch'],
    [{ distributionId: 'queue_borealis', admissionToken: 'grant_0123456789abcdef' }, 404, 'not_found'],
    [{ distributionId: 'queue_nowhere', admissionToken: 'grant_0123456789abcdef' }, 404, 'not_found'],
    [{ productId: 'prod_borealis' }, 404, 'not_found'],
    [{ productId: 'prod_nowhere' }, 404, 'not_found'],
    [{ variantId: 'var_nowhere' }, 404, 'not_found'],
    [{ currencyCode: 'USD' }, 400, 'validation_error'],
    [{ quantity: 0 }, 400, 'validation_error'],
    [{ successUrl: 'javascript:alert(1)' }, 400, 'validation_error'],
  ])('refuses %j and leaves the grant as it was', async (change, status, error) => {
    const shop = openShop();
    const ann = await admitted(shop);

    expect(told(await checkOut(shop, ann.grant, change))).toEqual([status, error]);
    expect(told(await checkOut(shop, ann.grant))).toEqual([200, undefined]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('refuses an expired grant', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    await shop.platform.clock.advance('15m');

    expect(told(await checkOut(shop, ann.grant))).toEqual([403, 'grant_expired']);
  });
});

describe('cancelling', () => {
  it('ends the order and the admission, and does not give the grant back', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    const { body } = await checkOut(shop, ann.grant);

    expect(await cancel(shop, body['orderId'])).toMatchObject({ status: 200, body: { success: true } });

    expect(told(await checkOut(shop, ann.grant))).toEqual([409, 'grant_used']);
    const me = await ann.call('GET', '/consumers/me');
    expect(me.body).toMatchObject({
      active: { journeys: [{ sequence: { outcome: { type: 'cancelled' } } }] },
    });
    const again = await ann.call('POST', `/queues/${shop.queueId}/enter`);
    expect(again.body).toMatchObject({ status: 'QUEUED', position: 1 });
    expect((await press(shop, body['checkoutUrl'], 'pay')).status).toBe(409);
    expect(await cancel(shop, body['orderId'])).toMatchObject({ status: 200, body: { success: true } });
  });

  it('goes with the admission: who leaves or is denied does not pay any more', async () => {
    const shop = openShop();
    const [leaver, bot] = [await admitted(shop), await admitted(shop)];
    const orders = [await checkOut(shop, leaver.grant), await checkOut(shop, bot.grant)];

    await leaver.call('POST', `/queues/${shop.queueId}/leave`);
    const { consumerId } = bot;
    await shop.merchant('POST', `/queues/${shop.queueId}/deny`, { consumerId, reason: 'BOT_DETECTED' });

    for (const { body } of orders) expect((await press(shop, body['checkoutUrl'], 'pay')).status).toBe(409);
  });

  it('refuses a paid order, a foreign one and an unknown one', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const { body } = await checkOut(shop, (await admitted(shop)).grant);
    await press(shop, body['checkoutUrl'], 'pay');

    expect(told(await cancel(shop, body['orderId']))).toEqual([409, 'conflict']);
    expect(told(await cancel(other, body['orderId']))).toEqual([404, 'not_found']);
    expect(told(await cancel(other, 'ord_nowhere'))).toEqual([404, 'not_found']);
    expect(told(await refund(other, body['orderId'], '1.00'))).toEqual([404, 'not_found']);
  });
});

describe('refunding', () => {
  it('pays back in parts, never more than was paid', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    const { body } = await checkOut(shop, ann.grant, { quantity: 2 }); // 298.00
    const { orderId } = body;

    expect(told(await refund(shop, orderId, '1.00'))).toEqual([409, 'conflict']);
    await press(shop, body['checkoutUrl'], 'pay');
    expect(told(await refund(shop, orderId, '0.00'))).toEqual([400, 'validation_error']);
    expect((await refund(shop, orderId, '100.50')).body).toMatchObject({
      success: true,
      refund: { orderId, amount: '100.50', currencyCode: 'EUR', remaining: '197.50' },
    });
    expect(told(await refund(shop, orderId, '197.51'))).toEqual([409, 'conflict']);
    expect((await refund(shop, orderId, '197.5')).body).toMatchObject({ refund: { remaining: '0.00' } });
    expect(told(await refund(shop, orderId, '0.01'))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });
});

describe('the merchant’s view of a consumer', () => {
  it('sums up what was paid, also what a guest paid before signing in', async () => {
    const shop = openShop();
    await shop.member('ann@example.com');
    const guest = await admitted(shop);
    const { body } = await checkOut(shop, guest.grant);
    await press(shop, body['checkoutUrl'], 'pay');
    const ann = await shop.member('ann@example.com', guest);

    const profile = await shop.merchant('GET', `/consumers/${ann.consumerId}`);

    expect(profile.body).toMatchObject({
      id: ann.consumerId,
      email: 'ann@example.com',
      totalOrders: 1,
      ltv: '149.00',
      aov: '149.00',
      lastOrderAt: at(0),
      totalReturns: 0,
    });
    expect((await shop.merchant('GET', `/consumers/${guest.consumerId}`)).body).toEqual(profile.body);
  });
});
