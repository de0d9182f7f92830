import type { MockContext } from '../context.js';
import { createOrders } from '../state/orders.js';
import type { LiveOrder } from './live-view.js';
import { nameOf, shopOf } from './name-of.js';

const most = 12;

/** Describes the orders that were made last, the newest first. */
export function liveOrders(context: MockContext): readonly LiveOrder[] {
  return context
    .use(createOrders)
    .newest(most)
    .map(({ id, productName: product, wish, amount, status, room: { tenant }, consumerId }) => ({
      id,
      product,
      quantity: wish.quantity,
      amount,
      currencyCode: wish.currencyCode,
      status,
      consumer: nameOf(context, tenant, consumerId),
      shop: shopOf(context, tenant),
    }));
}
