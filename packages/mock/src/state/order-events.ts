import type { PublishedEvent } from '../context.js';
import { isoTime } from './iso-time.js';
import type { Order } from './orders.js';

/** Tells of a new order. */
export function orderCreated(order: Order): PublishedEvent {
  const { productId, variantId, quantity, currencyCode } = order.wish;
  return {
    ...order.room.tenant,
    type: 'order.created',
    data: {
      orderId: order.id,
      consumerId: order.consumerId,
      createdAt: isoTime(order.createdAt),
      amount: order.amount,
      currencyCode,
      items: [{ productId, variantId, quantity }],
    },
  };
}

/** Tells of a paid order. */
export function orderCompleted(order: Order): PublishedEvent {
  return {
    ...order.room.tenant,
    type: 'order.completed',
    data: {
      orderId: order.id,
      consumerId: order.consumerId,
      completedAt: isoTime(order.endedAt ?? order.createdAt),
      amount: order.amount,
      currencyCode: order.wish.currencyCode,
    },
  };
}

/** Tells of an order that will not be paid. */
export function orderCancelled(order: Order, reason: string | null): PublishedEvent {
  return {
    ...order.room.tenant,
    type: 'order.cancelled',
    data: { orderId: order.id, cancelledAt: isoTime(order.endedAt ?? order.createdAt), reason },
  };
}
