import { randomUUID } from 'node:crypto';
import type { FanfareServer } from '@fanfare/node';
import type { OrderBook, Till } from './orders.ts';
import type { Settings } from './settings.ts';

/** What the page asks for. Who asks is read from the token, never from the body. */
export interface Purchase {
  readonly consumerId: string;
  readonly queueId: string;
  readonly grant: string;
  readonly till: Till;
  readonly returnUrl: string;
}

/** Where the shopper goes next: to a payment page, or nowhere because the till took the money. */
export interface Receipt {
  readonly orderId: string;
  readonly checkoutUrl?: string;
}

/** Spends a grant on an order. A grant that is not good throws, and nothing is sold. */
export async function checkout(
  purchase: Purchase,
  shop: { fanfare: FanfareServer; orders: OrderBook; settings: Settings },
): Promise<Receipt> {
  const { fanfare, orders, settings } = shop;
  const { consumerId, queueId, grant, till, returnUrl } = purchase;
  const distribution = { distributionId: queueId, distributionType: 'queue' } as const;
  await fanfare.admissions.validate({ token: grant, consumerId, ...distribution });

  if (till === 'own') {
    const order = orders.open({ id: `shop_${randomUUID()}`, consumerId, amount: settings.price, till });
    await fanfare.admissions.complete({
      consumerId,
      ...distribution,
      orderId: order.id,
      orderAmount: order.amount,
    });
    return { orderId: order.id };
  }
  const payment = await fanfare.checkout.create({
    admissionToken: grant,
    distributionId: queueId,
    productId: settings.productId,
    variantId: settings.variantId,
    quantity: 1,
    currencyCode: 'EUR',
    successUrl: returnUrl,
    cancelUrl: returnUrl,
  });
  orders.open({ id: payment.orderId, consumerId, amount: settings.price, till });
  return { orderId: payment.orderId, checkoutUrl: payment.checkoutUrl };
}
