import { operationAccess } from '@fanfare/contract';
import { operationList } from '@fanfare/contract/operations';
import { describe, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { admitted } from './support/admitted.js';
import type { KeyCall } from './support/as-key.js';
import { checkOut } from './support/check-out.js';
import { memberKey } from './support/member-key.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';
import { payOrder } from './support/order-with.js';

const denied = [403, 'forbidden'];

/** An administrator of another event than the one in which everything of the shop happens. */
async function outsider() {
  const shop = openShop({ roleSet: 'events', withoutRateLimits: true });
  const { body } = await adminOf(shop).post('/experiences', { name: 'Another event', timeZone: 'UTC' });
  const own = String(body['id']);
  const { send } = await memberKey(shop, [{ role: 'event_admin', experienceId: own }]);
  return { shop, own, send };
}

async function paidOrder(shop: TestShop): Promise<string> {
  const { grant } = await admitted(shop);
  const orderId = String((await checkOut(shop, grant)).body['orderId']);
  await payOrder(shop, orderId);
  return orderId;
}

function refund(orderId: string, query = ''): KeyCall {
  const body = { orderId, amount: '1.00', idempotencyKey: '0b6cf3b2-6f2a-4f1c-9d7e-0f6d2c9a1b11' };
  return { method: 'POST', path: `/checkout/api/payments/refunds${query}`, body };
}

describe('D2: the reach of one event', () => {
  it('is not widened by a query that the operation does not have', async () => {
    const { shop, own, send } = await outsider();
    const query = `?experienceId=${own}`;
    const orderId = await paidOrder(shop);
    const calls: readonly KeyCall[] = [
      refund(orderId, query),
      { method: 'POST', path: `/admin/api/products${query}`, body: { name: 'P', url: 'https://x.example' } },
      {
        method: 'POST',
        path: `/admin/api/analytics/query${query}`,
        body: {
          interval: '1d',
          timeRange: 'last_1d',
          measures: [{ name: 'n', unit: 'count', op: 'count', event: 'order_created' }],
        },
      },
      { method: 'POST', path: `/admin/api/experiences${query}`, body: { name: 'E', timeZone: 'UTC' } },
      { method: 'GET', path: `/admin/api/products${query}` },
    ];

    const answers: Answer[] = [];
    for (const call of calls) answers.push(await send(call));

    expect(answers.map(told)).toEqual(calls.map(() => denied));
  });

  it('is not widened by notes of the merchant in a body', async () => {
    const { own, send } = await outsider();
    const body = { name: 'P', url: 'https://x.example/p', metadata: { experienceId: own } };

    expect(told(await send({ method: 'POST', path: '/admin/api/products', body }))).toEqual(denied);
    const fields = { ...body, experienceId: own };
    expect(told(await send({ method: 'POST', path: '/admin/api/products', body: fields }))).toEqual(denied);
  });

  it('holds the orders of the event, and no others', async () => {
    const { shop, send } = await outsider();
    const inside = await memberKey(shop, [
      { role: 'event_admin', experienceId: shop.experienceId },
      { role: 'volunteer' },
    ]);
    const orderId = await paidOrder(shop);

    expect(told(await send(refund(orderId)))).toEqual(denied);
    expect((await inside.send(refund(orderId))).status).toBe(200);
    expect(told(await inside.send(refund('ord_nobody')))).toEqual(denied);
    expect(shop.platform.defects).toEqual([]);
  });

  it.each(
    operationList
      .filter((row) => operationAccess(row) !== undefined)
      .filter(({ path }) => !/\{\w+Id\}/.test(path))
      .map((row) => [row.id, row] as const),
  )('does not hold %s, which names no event', async (_, row) => {
    const { own, send } = await outsider();
    const body = row.body && { nobodyKnowsThis: own, metadata: { experienceId: own } };
    const path = `/${row.service}/api${row.path}?nobodyKnowsThis=${own}&queueId=${own}`;

    expect(told(await send({ method: row.method, path, body }))).toEqual(denied);
  });
});

describe('F1: a query', () => {
  it('is refused where the operation has none, as one that it does not know is', async () => {
    const shop = openShop();

    const answer = await adminOf(shop).get(`/products/${shop.organization.product.id}?whatever=1`);

    expect(told(answer)).toEqual([400, 'validation_error']);
    expect(answer.body['issues']).toMatchObject([{ type: 'query', message: 'query.whatever is not known' }]);
    expect(shop.platform.defects).toEqual([]);
  });
});
