import { createHash } from 'node:crypto';
import type { FanfareServer } from '@fanfare/node';
import type { OrderBook } from './orders.ts';
import type { Purchase } from './read-purchase.ts';
import type { Settings } from './settings.ts';

/** Where the shopper goes next: to a payment page, or nowhere because the till took the money. */
export interface Receipt {
  readonly orderId: string;
  readonly checkoutUrl?: string;
}

/**
 * Spends a grant on an order. A grant that is not good throws, and nothing is sold. Who buys comes from the
 * verified token, and everything else that matters from the shop's own settings: never from the page.
 *
 * One grant is one purchase: its idempotency keys are made from the grant, so that pressing the button again, after a
 * platform that hiccuped or a page that was closed, goes on with the same purchase instead of losing the turn.
 */
export async function checkout(
  { grant, till, consumerId }: Purchase & { readonly consumerId: string },
  shop: { fanfare: FanfareServer; orders: OrderBook; settings: Settings },
): Promise<Receipt> {
  const { fanfare, orders, settings } = shop;
  const { queueId: distributionId, price: amount, shopUrl } = settings;
  const distribution = { distributionId, distributionType: 'queue' } as const;
  const purchase = createHash('sha256').update(`${consumerId} ${grant}`).digest('hex').slice(0, 32);
  await fanfare.admissions.validate(
    { token: grant, consumerId, ...distribution },
    { idempotencyKey: `validate-${purchase}` },
  );

  if (till === 'own') {
    const order = orders.open({ id: `shop_${purchase.slice(0, 12)}`, consumerId, amount, till });
    await fanfare.admissions.complete({
      consumerId,
      ...distribution,
      orderId: order.id,
      orderAmount: order.amount,
    });
    return { orderId: order.id };
  }
  const { orderId, checkoutUrl } = await fanfare.checkout.create({
    admissionToken: grant,
    distributionId,
    productId: settings.productId,
    variantId: settings.variantId,
    quantity: 1,
    currencyCode: 'EUR',
    successUrl: shopUrl,
    cancelUrl: shopUrl,
    idempotencyKey: `checkout-${purchase}`,
  });
  orders.open({ id: orderId, consumerId, amount, till, checkoutUrl });
  return { orderId, checkoutUrl };
}
