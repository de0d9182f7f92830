import type { Answer, TestShop } from './open-shop.js';

/** Where the shopper goes after the payment page. */
export const urls = {
  successUrl: 'https://shop.example.com/thanks?lang=en',
  cancelUrl: 'https://shop.example.com/cart',
} as const;

/** Asks for a checkout of one piece with a grant. */
export function checkOut(
  shop: TestShop,
  grant: string,
  change: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const { product, variant } = shop.organization;
  const body = {
    admissionToken: grant,
    distributionId: shop.queueId,
    productId: product.id,
    variantId: variant.id,
    quantity: 1,
    currencyCode: shop.organization.currencyCode,
    ...urls,
    idempotencyKey: crypto.randomUUID(),
    ...change,
  };
  return shop.merchant('POST', '/checkout', body, { service: 'checkout' });
}
