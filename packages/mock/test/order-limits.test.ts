import { describe, expect, it } from 'vitest';
import { adminOf, listed, told } from './support/admin-of.js';
import { admitted, type Admitted } from './support/admitted.js';
import { at } from './support/at.js';
import { checkOut } from './support/check-out.js';
import { openShop, type Answer, type TestShop, type TestShopper } from './support/open-shop.js';
import { setUpProduct } from './support/set-up-product.js';

const pathOf = (shop: TestShop): string => `/sequences/${shop.organization.sequence.id}/order-limits`;

async function limit(shop: TestShop, more: object): Promise<string> {
  const { product, sequence } = shop.organization;
  const body = { sequenceId: sequence.id, productId: product.id, ...more };
  const answer = await adminOf(shop).post(pathOf(shop), body);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return String(answer.body['id']);
}

async function buy(shop: TestShop, ann: Admitted, quantity: number): Promise<Answer> {
  return checkOut(shop, ann.grant, { quantity });
}

async function pay(shop: TestShop, order: Answer): Promise<void> {
  await shop.platform.fetch(`${shop.platform.origin}/__mock/pay/${String(order.body['orderId'])}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'action=pay',
  });
}

/** Opens a waitlist, which nobody may enter who may buy nothing any more: tells whether somebody may. */
async function openProbe(shop: TestShop): Promise<(shopper: TestShopper) => Promise<boolean>> {
  const { id: sequenceId } = shop.organization.sequence;
  const { body } = await adminOf(shop).post('/waitlists', { sequenceId });
  const path = `/waitlists/${String(body['id'])}`;
  return async (shopper) => {
    const { status } = await shopper.call('POST', `${path}/enter`);
    await shopper.call('DELETE', `${path}/leave`);
    return status === 200;
  };
}

describe('the order limits of a sequence', () => {
  it('are created, listed, read, changed and lifted', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { product, sequence, variant } = shop.organization;

    const id = await limit(shop, { maxQuantity: 2, timeWindowSeconds: 3600 });
    const path = `${pathOf(shop)}/${id}`;
    const { body: made } = await admin.get(path);
    expect(made).toMatchObject({
      id,
      sequenceId: sequence.id,
      productId: product.id,
      productVariantId: null,
      maxQuantity: 2,
      timeWindowSeconds: 3600,
      timeWindowType: 'rolling',
      archived: false,
    });
    expect(listed(await admin.get(pathOf(shop)))).toEqual([made]);
    const patch = { maxQuantity: 3, productVariantId: variant.id, timeWindowType: 'calendar' };
    expect((await admin.put(path, patch)).body).toMatchObject(patch);
    expect((await admin.remove(path)).body).toMatchObject({ archived: true });
    expect(listed(await admin.get(pathOf(shop)))).toEqual([]);
    expect((await admin.get(path)).body).toMatchObject({ archived: true });
    expect(told(await admin.put(path, { maxQuantity: 9 }))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('refer only to what is there', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { product, sequence } = shop.organization;
    const { variants } = await setUpProduct(shop, {
      variants: [{ sku: 'OTHER', price: '1.00', inventoryQuantity: 0, inventoryPolicy: 'untracked' }],
    });
    const { body: second } = await admin.post('/sequences', {
      experienceId: shop.experienceId,
      name: 'Second',
    });
    const id = await limit(shop, { maxQuantity: 1 });
    const body = { sequenceId: sequence.id, productId: product.id, maxQuantity: 1 };

    const answers = [
      await admin.post(pathOf(shop), { ...body, productId: 'prod_nowhere' }),
      await admin.post(pathOf(shop), { ...body, productVariantId: variants['OTHER'] }),
      await admin.get(`/sequences/${String(second['id'])}/order-limits/${id}`),
      await admin.get(`${pathOf(shop)}/limit_nowhere`),
    ];

    expect(answers.map(told)).toEqual(answers.map(() => [404, 'not_found']));
    const wrong = [
      await admin.post(pathOf(shop), { ...body, sequenceId: second['id'] }),
      await admin.post(pathOf(shop), { ...body, timeWindowType: 'calendar' }),
      await admin.post(pathOf(shop), { ...body, maxQuantity: 0 }),
      await admin.post(pathOf(shop), { ...body, timeWindowSeconds: 2_592_001 }),
    ];
    expect(wrong.map(told)).toEqual(wrong.map(() => [400, 'validation_error']));
    expect(listed(await admin.get(pathOf(shop)))).toHaveLength(1);
  });

  it.each(['0.00', '5.00'])(
    'count what was bought for %s, so that a second grant buys no more',
    async (price) => {
      const shop = openShop();
      const admin = adminOf(shop);
      const { product, variant, sequence } = shop.organization;
      await admin.put(`/products/${product.id}/variants/${variant.id}`, { price });
      await limit(shop, { maxQuantity: 1 });
      const ann = await admitted(shop);
      const order = await buy(shop, ann, 1);
      await pay(shop, order);
      const { body } = await admin.post('/queues', {
        sequenceId: sequence.id,
        name: 'Second',
        admitRate: 600,
      });
      const distributionId = String(body['id']);
      await ann.call('POST', `/queues/${distributionId}/enter`);
      await shop.platform.clock.advance('1s');
      const { body: state } = await ann.call('GET', `/queues/${distributionId}/status`);

      const second = await checkOut(shop, String(state['admissionGrant']), { distributionId });

      expect(order.status).toBe(200);
      expect(told(second)).toEqual([409, 'order_limit_exceeded']);
    },
  );

  it('refuse an order that goes beyond them, and leave the grant good for a smaller one', async () => {
    const shop = openShop();
    const id = await limit(shop, { maxQuantity: 2 });
    const ann = await admitted(shop);

    const refused = await buy(shop, ann, 3);

    expect(refused).toMatchObject({
      status: 409,
      body: {
        error: 'order_limit_exceeded',
        details: { orderLimitId: id, maxQuantity: 2, orderedQuantity: 0, requestedQuantity: 3 },
      },
    });
    expect(await buy(shop, ann, 2)).toMatchObject({ status: 200 });
    expect(shop.platform.defects).toEqual([]);
  });

  it('count what was ordered before, and not what was cancelled or paid back', async () => {
    const shop = openShop();
    await limit(shop, { maxQuantity: 1 });
    const mayBuy = await openProbe(shop);
    const ann = await shop.guest();
    const settle = (what: string, { body }: Answer, more: object = {}): Promise<Answer> => {
      const orderId = String(body['orderId']);
      const call = { orderId, idempotencyKey: crypto.randomUUID(), ...more };
      return shop.merchant('POST', `/payments/${what}`, call, { service: 'checkout' });
    };

    const first = await buy(shop, await admitted(shop, ann), 1);
    expect(await mayBuy(ann)).toBe(false);
    expect(await mayBuy(await shop.guest())).toBe(true);
    await settle('cancellations', first);
    expect(await mayBuy(ann)).toBe(true);

    const second = await buy(shop, await admitted(shop, ann), 1);
    await pay(shop, second);
    expect(await mayBuy(ann)).toBe(false);
    await settle('refunds', second, { amount: '148.99' });
    expect(await mayBuy(ann)).toBe(false);
    await settle('refunds', second, { amount: '0.01' });
    expect(await mayBuy(ann)).toBe(true);
    expect(shop.platform.defects).toEqual([]);
  });

  it.each([
    ['rolling', { timeWindowSeconds: 3600 }, '59m59s'],
    ['calendar', { timeWindowSeconds: 86_400, timeWindowType: 'calendar' }, '12h59m59s'],
  ])('begin anew with the next %s window, in the time zone of the experience', async (_, window, almost) => {
    const shop = openShop();
    shop.platform.settings.accessTokenTtlSeconds = 172_800;
    await limit(shop, { maxQuantity: 1, ...window });
    const mayBuy = await openProbe(shop);
    const ann = await admitted(shop);
    await pay(shop, await buy(shop, ann, 1));

    await shop.platform.clock.advance(almost);
    const before = await mayBuy(ann);
    await shop.platform.clock.advance('1s');

    expect([before, await mayBuy(ann)]).toEqual([false, true]);
  });

  it('keep who can buy nothing any more from waiting for it', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { id: sequenceId } = shop.organization.sequence;
    const { body: waitlist } = await admin.post('/waitlists', { sequenceId });
    const { body: auction } = await admin.post('/auctions', { sequenceId, name: 'A', settleAt: at(3600) });
    await limit(shop, { maxQuantity: 1 });
    const ann = await admitted(shop);
    await buy(shop, ann, 1);

    const enter = [
      await ann.call('POST', `/waitlists/${String(waitlist['id'])}/enter`),
      await ann.call('POST', `/auctions/${String(auction['id'])}/enter`),
    ];

    expect(enter.map(told)).toEqual(enter.map(() => [409, 'order_limit_exceeded']));
    const bob = await shop.guest();
    expect(await bob.call('POST', `/waitlists/${String(waitlist['id'])}/enter`)).toMatchObject({
      status: 200,
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('are told on the hosted platform as a conflict that a journey can act on', async () => {
    const shop = openShop({ profile: 'hosted' });
    const { secret } = shop.organization.keys.test;
    const { product, sequence } = shop.organization;
    const send = (path: string, body: object): Promise<Response> =>
      shop.platform.fetch(`${shop.platform.origin}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const { id: sequenceId } = sequence;
    const only = { sequenceId, productId: product.id, maxQuantity: 1 };
    expect((await send(`/admin/api${pathOf(shop)}`, only)).status).toBe(200);
    const ann = await shop.guest();
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    const { consumerId } = ann;
    const admit = await send(`/consumer/api/queues/${shop.queueId}/admit`, { consumerId });
    const { admissionGrant } = (await admit.json()) as { admissionGrant: string };

    const answer = await send('/checkout/api/checkout', {
      admissionToken: admissionGrant,
      distributionId: shop.queueId,
      productId: product.id,
      variantId: shop.organization.variant.id,
      quantity: 2,
      currencyCode: 'EUR',
      successUrl: 'https://shop.example.com/thanks',
      cancelUrl: 'https://shop.example.com/cart',
      idempotencyKey: 'checkout-of-ann',
    });

    expect(answer.status).toBe(409);
    expect(await answer.json()).toEqual({
      code: 'DISTRIBUTION_ORDER_LIMIT',
      action: 'reroute',
      message: expect.stringContaining('may order 1'),
      details: expect.objectContaining({ maxQuantity: 1, requestedQuantity: 2 }),
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('are not the only conflict that the hosted platform words so', async () => {
    const shop = openShop({ profile: 'hosted' });
    const { secret } = shop.organization.keys.test;
    const answer = await shop.platform.fetch(`${shop.platform.origin}/admin/api/waitlists`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sequenceId: shop.organization.sequence.id, capacity: 1 }),
    });
    const { id } = (await answer.json()) as { id: string };
    await (await shop.guest()).call('POST', `/waitlists/${id}/enter`);

    const refused = await (await shop.guest()).call('POST', `/waitlists/${id}/enter`);

    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT', message: 'The waitlist is full.' },
    });
    expect(shop.platform.defects).toEqual([]);
  });
});
