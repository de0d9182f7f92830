import { describe, expect, it } from 'vitest';
import type { MockContext } from '../src/context.js';
import { createContext } from '../src/create-context.js';
import { resolveOptions } from '../src/options/resolve-options.js';
import { createActivityLog } from '../src/state/activity-log.js';
import { createOrders } from '../src/state/orders.js';
import { createPurchases } from '../src/state/purchases.js';
import { adminOf, listed, paged, told, type TestAdmin } from './support/admin-of.js';
import { admitted } from './support/admitted.js';
import { checkOut } from './support/check-out.js';
import { openShop, type TestShop, type TestShopper } from './support/open-shop.js';
import { payOrder } from './support/order-with.js';

interface Setting {
  readonly shop: TestShop;
  readonly admin: TestAdmin;
  readonly ann: TestShopper;
  /** Buys at a price in the one queue, or in a further one. */
  buy(change?: { price?: string; quantity?: number; currencyCode?: string }): Promise<string>;
  refund(orderId: string, amount: string): Promise<unknown[]>;
  profile(): Promise<Readonly<Record<string, unknown>>>;
}

async function setUp(): Promise<Setting> {
  const shop = openShop();
  const admin = adminOf(shop);
  const ann = await shop.guest();
  const { product, variant, sequence } = shop.organization;
  const path = `/products/${product.id}/variants/${variant.id}`;
  return {
    shop,
    admin,
    ann,
    async buy({ price = '100.00', ...change } = {}) {
      await admin.put(path, { price, inventoryPolicy: 'untracked' });
      const { body } = await admin.post('/queues', { sequenceId: sequence.id, name: 'Line', admitRate: 60 });
      const distributionId = String(body['id']);
      const { grant } = await admitted({ ...shop, queueId: distributionId }, ann);
      const order = await checkOut(shop, grant, { distributionId, ...change });
      if (order.status !== 200) throw new Error(JSON.stringify(order.body));
      await payOrder(shop, order.body['orderId']);
      return String(order.body['orderId']);
    },
    refund: async (orderId, amount) => {
      const body = { orderId, amount, idempotencyKey: crypto.randomUUID() };
      return told(await shop.merchant('POST', '/payments/refunds', body, { service: 'checkout' }));
    },
    profile: async () => (await admin.get(`/consumers/${ann.consumerId}`)).body,
  };
}

describe('what a consumer is worth', () => {
  it('is what was paid and not paid back', async () => {
    const { buy, refund, profile } = await setUp();
    const order = await buy({ quantity: 3 });
    await buy({ price: '50.00' });
    const before = await profile();

    await refund(order, '120.50');
    const partly = await profile();
    await refund(order, '179.50');

    expect(before).toMatchObject({ ltv: '350.00', aov: '175.00', monetaryRank: 3 });
    expect(partly).toMatchObject({ ltv: '229.50', aov: '114.75', monetaryRank: 2, totalReturns: 1 });
    expect(await profile()).toMatchObject({ ltv: '50.00', aov: '25.00', monetaryRank: 1, totalOrders: 2 });
  });

  it('adds up what was paid in the currency of the organization alone', async () => {
    const { admin, buy, profile } = await setUp();
    await buy({ price: '100.00' });
    await admin.put('/organizations', { currencyCode: 'JPY' });
    await buy({ price: '7', currencyCode: 'JPY' });

    expect(await profile()).toMatchObject({ ltv: '7.00', aov: '7.00', totalOrders: 2 });
    await admin.put('/organizations', { currencyCode: 'EUR' });
    expect(await profile()).toMatchObject({ ltv: '100.00', aov: '100.00', totalOrders: 2 });
  });

  it('orders lists and decides about audiences anew with every order and every refund', async () => {
    const { shop, admin, ann, buy, refund } = await setUp();
    const bob = await shop.guest();
    const rules = [{ attribute: 'ltv', operator: 'GREATER_THAN', value: '150' }];
    const { body } = await admin.post('/audiences', { name: 'Big', type: 'DYNAMIC', rules });
    const seen = async (): Promise<unknown[]> => [
      paged(await admin.get('/consumers?sortBy=totalOrderValue')).map(({ id }) => id),
      paged(await admin.get(`/audiences/${String(body['id'])}/members`)).length,
    ];

    const before = await seen();
    const order = await buy({ quantity: 2 });
    const after = await seen();
    await refund(order, '100.00');

    const byAge = [bob.consumerId, ann.consumerId];
    expect(before).toEqual([byAge, 0]);
    expect(after).toEqual([[ann.consumerId, bob.consumerId], 1]);
    expect(await seen()).toEqual([[ann.consumerId, bob.consumerId], 0]);
  });
});

describe('amounts at the end of what can be said', () => {
  it('are refused where an order would cost more, and the grant stays good', async () => {
    const { shop, admin } = await setUp();
    const { product, variant } = shop.organization;
    const price = { price: '999999999999.00', inventoryPolicy: 'untracked' };
    await admin.put(`/products/${product.id}/variants/${variant.id}`, price);
    const { grant } = await admitted(shop);

    expect(told(await checkOut(shop, grant, { quantity: 2 }))).toEqual([400, 'validation_error']);
    expect(told(await checkOut(shop, grant))).toEqual([200, undefined]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('add up to totals that are longer, and everything that shows them still answers', async () => {
    const { shop, admin, ann, buy, profile } = await setUp();
    await buy({ price: '999999999999.00' });
    await buy({ price: '999999999999.00' });
    const rules = [{ attribute: 'ltv', operator: 'GREATER_THAN', value: '999999999999' }];
    const { body } = await admin.post('/audiences', { name: 'Rich', type: 'DYNAMIC', rules });

    expect(await profile()).toMatchObject({ ltv: '1999999999998.00', aov: '999999999999.00' });
    expect(paged(await admin.get('/consumers'))).toMatchObject([{ ltv: '1999999999998.00' }]);
    expect(paged(await admin.get(`/audiences/${String(body['id'])}/members`))).toHaveLength(1);
    expect((await admin.get('/consumers/distribution?field=ltv')).status).toBe(200);
    expect((await ann.call('GET', '/loyalty/balance')).status).toBe(200);
    expect(shop.platform.defects).toEqual([]);
  });

  it('earn no more points than can be counted', async () => {
    const { shop, admin, ann, buy } = await setUp();
    await admin.put('/loyalty/event-points', { order_completed: 1_000_000 });
    await buy({ price: '999999999999.00' });
    await buy({ price: '999999999999.00' });

    const { status, body } = await ann.call('GET', '/loyalty/balance');

    expect(status).toBe(200);
    expect(body).toEqual({ balance: 1e12, lifetimePoints: 1e12 });
    expect((await ann.call('GET', '/loyalty/history')).status).toBe(200);
    expect(shop.platform.defects).toEqual([]);
  });
});

describe('the points of an order that is paid back', () => {
  const balanceOf = async (shopper: TestShopper): Promise<unknown> =>
    (await shopper.call('GET', '/loyalty/balance')).body['balance'];

  it('are taken back in proportion', async () => {
    const { shop, ann, buy, refund } = await setUp();
    const order = await buy({ quantity: 3 });
    await buy({ price: '50.00' });

    await refund(order, '33.34');
    const partly = await balanceOf(ann);
    await refund(order, '266.66');

    expect(partly).toBe(350 - 33);
    expect(await balanceOf(ann)).toBe(50);
    const [last] = listed(await ann.call('GET', '/loyalty/history'));
    expect(last).toMatchObject({
      txnType: 'ADJUST',
      pointsDelta: -267,
      sourceType: 'ORDER',
      sourceId: order,
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('are taken back as far as they are still there', async () => {
    const { admin, ann, buy, refund } = await setUp();
    const order = await buy();
    await admin.post(`/consumers/${ann.consumerId}/loyalty-adjustments`, { points: -80 });

    await refund(order, '100.00');

    expect(await balanceOf(ann)).toBe(0);
  });

  it('are those that it earned, under the rules of its time', async () => {
    const { admin, ann, buy, refund } = await setUp();
    await admin.put('/loyalty/event-points', { order_completed: 2 });
    const order = await buy();
    await admin.put('/loyalty/event-points', { order_completed: 5 });

    await refund(order, '25.00');

    expect(await balanceOf(ann)).toBe(150);
  });
});

describe('adding up what a consumer bought', () => {
  it('happens once, however often it is asked for, until something happens to an order', () => {
    const { context } = createContext(resolveOptions());
    const [{ id: organizationId }] = context.world.organizations;
    const tenant = { organizationId, mode: 'test' } as const;
    const consumerId = 'cons_ann';
    let asked = 0;
    const order = {
      status: 'completed',
      wish: { currencyCode: 'EUR' },
      refunded: '0.00',
      createdAt: 0,
      get amount() {
        asked += 1;
        return '5.00';
      },
    };
    const orders = { ofConsumer: () => [order] };
    const use: MockContext['use'] = (create) =>
      (create as unknown) === createOrders ? (orders as never) : context.use(create); // the one part that is asked
    const purchases = createPurchases({ ...context, use });

    const first = purchases.of(tenant, consumerId);
    for (let time = 0; time < 100; time += 1) expect(purchases.of(tenant, consumerId)).toBe(first);
    const before = asked;
    context.use(createActivityLog).note({ tenant, event: 'order_refunded', at: 0, consumerId });
    purchases.of(tenant, consumerId);

    expect([before, asked]).toEqual([1, 2]);
  });
});
