import { memoryInbox, webhookHandler } from '@fanfare/node/webhooks';
import type { OrderBook } from './orders.ts';

/** Answers the platform's deliveries: the only place where an order becomes confirmed. */
export function webhooks(orders: OrderBook, secret: string): (request: Request) => Promise<Response> {
  return webhookHandler({
    secrets: [secret],
    inbox: memoryInbox(),
    on: {
      'order.completed': (event) => orders.confirm(event.data.orderId),
      'order.cancelled': (event) => orders.cancel(event.data.orderId),
      'queue.consumer.completed': (event) => {
        const { orderId } = event.data;
        const own = orders.all().find((order) => order.id === orderId && order.till === 'own');
        if (own !== undefined) orders.confirm(own.id);
      },
    },
  });
}
