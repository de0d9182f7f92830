import { expect } from 'vitest';
import { amount, type Stage } from '../stage.ts';

/** A page tells what happened in it, and the merchant asks how much of it there was. */
export async function beacon(stage: Stage): Promise<void> {
  const { client } = await stage.guest();
  const { product, currencyCode: currency } = stage.shop;
  const eventProperties = { productId: product.id, price: amount('149.00'), currency };
  await client.beacon.track({
    eventName: 'pageView',
    pageUrl: 'https://shop.example/drops?utm_source=mail#aurora',
    referrerUrl: 'https://news.example/',
  });
  await client.beacon.trackBatch([
    { eventName: 'productView', eventProperties },
    { eventName: 'addToCart', eventProperties: { ...eventProperties, quantity: 2 } },
    {
      eventName: 'purchase',
      eventProperties: { orderId: 'till-1', currency, totalRevenue: amount('298.00') },
    },
  ]);

  const { data } = await stage.server.admin.analytics.query({
    interval: '1h',
    timeRange: 'last_1d',
    measures: [
      { name: 'views', unit: 'count', op: 'count', event: 'pageView' },
      { name: 'carts', unit: 'count', op: 'sum', event: 'addToCart', field: 'eventProperties.quantity' },
    ],
    where: [{ path: 'eventName', op: 'in', value: ['pageView', 'addToCart'] }],
  });
  expect(data).not.toEqual([]);
}
