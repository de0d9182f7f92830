import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adminOf, listed, told } from './support/admin-of.js';
import { admitted, type Admitted } from './support/admitted.js';
import { checkOut } from './support/check-out.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';

/** A shop whose seeded variant is counted. */
async function shopWith(inventoryQuantity: number): Promise<TestShop> {
  const shop = openShop();
  const { product, variant } = shop.organization;
  const path = `/products/${product.id}/variants/${variant.id}`;
  await adminOf(shop).put(path, { inventoryPolicy: 'deny', inventoryQuantity });
  return shop;
}

function inventory(shop: TestShop): string {
  const { product, variant } = shop.organization;
  return `/products/${product.id}/variants/${variant.id}/inventory`;
}

async function isAvailable(shop: TestShop): Promise<boolean> {
  const { product } = shop.organization;
  return listed(await adminOf(shop).get(`/products/${product.id}/variants/available`)).length > 0;
}

function cancel(shop: TestShop, { body }: Answer): Promise<Answer> {
  const order = { orderId: body['orderId'], idempotencyKey: crypto.randomUUID() };
  return shop.merchant('POST', '/payments/cancellations', order, { service: 'checkout' });
}

function press(shop: TestShop, { body }: Answer, action = 'pay'): Promise<Response> {
  const form = new URLSearchParams({ action });
  return shop.platform.fetch(new Request(String(body['checkoutUrl']), { method: 'POST', body: form }));
}

describe('a checkout', () => {
  it('is refused where nothing is left, and the grant stays good', async () => {
    const shop = await shopWith(1);
    const [ann, bob] = [await admitted(shop), await admitted(shop)];

    const first = await checkOut(shop, ann.grant);
    const second = await checkOut(shop, bob.grant);
    await cancel(shop, first);

    expect([told(first), told(second)]).toEqual([
      [200, undefined],
      [409, 'conflict'],
    ]);
    expect(told(await checkOut(shop, bob.grant))).toEqual([200, undefined]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('is refused where more is wanted than is left', async () => {
    const shop = await shopWith(2);
    const ann = await admitted(shop);

    expect(told(await checkOut(shop, ann.grant, { quantity: 3 }))).toEqual([409, 'conflict']);
    expect(told(await checkOut(shop, ann.grant, { quantity: 2 }))).toEqual([200, undefined]);
  });

  it('gives the last piece to exactly one of two at once', async () => {
    const shop = await shopWith(1);
    const [ann, bob] = [await admitted(shop), await admitted(shop)];

    const answers = await Promise.all([checkOut(shop, ann.grant), checkOut(shop, bob.grant)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('never runs out where the policy is "continue" or "untracked"', async () => {
    const shop = await shopWith(0);
    const { variant } = shop.organization;
    variant.inventoryPolicy = 'continue';
    await press(shop, await checkOut(shop, (await admitted(shop)).grant, { quantity: 2 }));
    expect(variant.inventoryQuantity).toBe(-2);

    variant.inventoryPolicy = 'untracked';
    await press(shop, await checkOut(shop, (await admitted(shop)).grant, { quantity: 2 }));
    expect(variant.inventoryQuantity).toBe(-2);
    expect((await adminOf(shop).get('/products/metrics')).body).toMatchObject({
      orderCount: 2,
      outOfStockCount: 0,
    });
  });

  it('knows no archived product and no archived variant', async () => {
    const shop = await shopWith(9);
    const { product, variant } = shop.organization;
    const ann = await admitted(shop);
    await adminOf(shop).remove(`/products/${product.id}/variants/${variant.id}`);
    expect(told(await checkOut(shop, ann.grant))).toEqual([404, 'not_found']);

    variant.archived = false;
    await adminOf(shop).remove(`/products/${product.id}`);
    expect(told(await checkOut(shop, ann.grant))).toEqual([404, 'not_found']);
  });
});

describe('pieces that an order holds', () => {
  it('are still counted, cannot be bought by others, and go when it is paid', async () => {
    const shop = await shopWith(1);
    const { variant } = shop.organization;

    const order = await checkOut(shop, (await admitted(shop)).grant);
    const whileHeld = [variant.inventoryQuantity, await isAvailable(shop)];
    await press(shop, order);

    expect(whileHeld).toEqual([1, false]);
    expect([variant.inventoryQuantity, await isAvailable(shop)]).toEqual([0, false]);
  });

  it.each<[string, (shop: TestShop, ann: Admitted, order: Answer) => Promise<unknown>]>([
    ['the merchant cancels it', (shop, _, order) => cancel(shop, order)],
    ['the shopper cancels it', (shop, _, order) => press(shop, order, 'cancel')],
    ['its time runs out', (shop) => shop.platform.clock.advance('15m')],
    ['the shopper leaves', (shop, ann) => ann.call('POST', `/queues/${shop.queueId}/leave`)],
  ])('are free again when %s', async (_, undo) => {
    const shop = await shopWith(1);
    const ann = await admitted(shop);
    const order = await checkOut(shop, ann.grant);

    await undo(shop, ann, order);

    expect(await isAvailable(shop)).toBe(true);
    expect(shop.organization.variant).toMatchObject({ inventoryQuantity: 1, reserved: 0 });
  });

  it('cannot be taken away by the merchant', async () => {
    const shop = await shopWith(2);
    const order = await checkOut(shop, (await admitted(shop)).grant);
    const admin = adminOf(shop);

    expect(told(await admin.patch(inventory(shop), { inventoryQuantity: 0 }))).toEqual([409, 'conflict']);
    expect((await admin.patch(inventory(shop), { adjustBy: -1 })).status).toBe(200);
    await cancel(shop, order);
    expect((await admin.patch(inventory(shop), { inventoryQuantity: 0 })).status).toBe(200);
  });
});

describe('the inventory, whatever is ordered, paid and given up', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('order' as const), pieces: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ do: fc.constantFrom('pay' as const, 'cancel' as const), which: fc.nat(9) }),
    fc.record({ do: fc.constant('wait' as const) }),
  );

  it('is what there was less what was paid, and every unpaid order can be served', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(6), fc.array(step, { maxLength: 12 }), async (quantity, steps) => {
        const shop = await shopWith(quantity);
        const { variant } = shop.organization;
        let open: { pieces: number; answer: Answer }[] = [];
        let paid = 0;
        for (const each of steps) {
          if (each.do === 'order') {
            const { pieces } = each;
            const held = open.reduce((sum, order) => sum + order.pieces, 0);
            const answer = await checkOut(shop, (await admitted(shop)).grant, { quantity: pieces });
            expect(answer.status).toBe(pieces <= quantity - paid - held ? 200 : 409);
            if (answer.status === 200) open.push({ pieces, answer });
          } else if (each.do === 'wait') {
            await shop.platform.clock.advance('15m');
            open = [];
          } else {
            const [order] = open.splice(each.which % Math.max(1, open.length), 1);
            if (order === undefined) continue;
            if (each.do === 'pay') paid += order.pieces;
            await (each.do === 'pay' ? press(shop, order.answer) : cancel(shop, order.answer));
          }
          expect(variant.inventoryQuantity).toBe(quantity - paid);
          expect(variant.reserved).toBe(open.reduce((sum, order) => sum + order.pieces, 0));
          expect(variant.reserved).toBeLessThanOrEqual(variant.inventoryQuantity);
        }
        expect(shop.platform.defects).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
