import { expect } from 'vitest';
import { amount, type Stage } from '../stage.ts';

/** Two shoppers are sent to pay: one does and gets money back, the order of the other is cancelled. */
export async function checkout(stage: Stage): Promise<void> {
  const { server, platform } = stage;
  const [paid, unpaid] = [await order(stage), await order(stage)];
  await platform.fetch(`${platform.origin}/__mock/pay/${paid}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'action=pay',
  });

  const refund = { orderId: paid, amount: amount('1.50'), reason: 'A scratch' };
  expect(await server.checkout.refund(refund)).toMatchObject({ success: true });
  expect(await server.checkout.cancel({ orderId: unpaid })).toMatchObject({ success: true });
}

async function order({ server, shop, guest }: Stage): Promise<string> {
  const { queue, product, variant, currencyCode } = shop;
  const { client, consumerId } = await guest();
  await client.queues.enter(queue.id);
  const admitted = await server.queues.admit(queue.id, consumerId);
  const created = await server.checkout.create({
    admissionToken: 'admissionGrant' in admitted ? admitted.admissionGrant : '',
    distributionId: queue.id,
    productId: product.id,
    variantId: variant.id,
    quantity: 1,
    currencyCode,
    successUrl: 'https://shop.example/done?order={id}',
    cancelUrl: 'https://shop.example/cart',
  });
  return created.orderId;
}
