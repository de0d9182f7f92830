import type { Answer, TestShop } from './open-shop.js';

/** What an order says beyond the usual. */
export interface OrderWish {
  readonly distributionId: string;
  readonly grant: unknown;
  /** @default 1 */
  readonly quantity?: number;
  /** Tells orders of one test apart. @default 'shop-order-1' */
  readonly key?: string;
}

/** Orders the product of a shop with a grant. */
export function orderWith(
  shop: TestShop,
  { distributionId, grant, quantity = 1, key = 'shop-order-1' }: OrderWish,
): Promise<Answer> {
  const { product, variant, currencyCode } = shop.organization;
  const body = {
    admissionToken: grant,
    distributionId,
    productId: product.id,
    variantId: variant.id,
    quantity,
    currencyCode,
    successUrl: 'http://localhost:3000/done',
    cancelUrl: 'http://localhost:3000/cart',
    idempotencyKey: key,
  };
  return shop.merchant('POST', '/checkout', body, { service: 'checkout' });
}

/** Cancels an order before it is paid. */
export function cancelOrder(shop: TestShop, orderId: unknown): Promise<Answer> {
  const idempotencyKey = '0b6cf3b2-6f2a-4f1c-9d7e-0f6d2c9a1b11';
  return shop.merchant(
    'POST',
    '/payments/cancellations',
    { orderId, idempotencyKey },
    { service: 'checkout' },
  );
}

/** Pays an order on its payment page. */
export async function payOrder(shop: TestShop, orderId: unknown): Promise<void> {
  const { platform } = shop;
  await platform.fetch(`${platform.origin}/__mock/pay/${String(orderId)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'action=pay',
  });
}
