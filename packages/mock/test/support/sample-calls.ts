import type { OperationId } from '@fanfare/contract/operations';
import type { WorldOrganization } from '@fanfare/mock';
import type { TestCall } from './mock-api.js';

/** Ids of things that are not in a call by themselves. */
export interface SampleIds {
  readonly consumerId: string;
  readonly refreshToken: string;
  readonly grant: string;
  readonly orderId: string;
}

/** A request of the right form for every operation. */
export function sampleCalls(
  shop: WorldOrganization,
  { consumerId, refreshToken, grant, orderId }: SampleIds,
): Readonly<Record<OperationId, TestCall>> {
  const experience = { experienceId: shop.experience.id };
  const queue = { queueId: shop.queue.id };
  const admission = { distributions: 'queues', distributionId: shop.queue.id };
  const idempotencyKey = 'sample-key-1';
  return {
    'auth.guest': {},
    'auth.requestOtp': { body: { email: 'ada@example.com' } },
    'auth.verifyOtp': { body: { email: 'ada@example.com', code: '000000' } },
    'auth.refresh': { body: { refreshToken } },
    'auth.logout': {},
    'auth.authorizeExternal': { body: { provider: 'shop', issuer: 'https://id.example', subject: 'u-1' } },
    'auth.exchangeExternal': { body: { exchangeCode: 'exc_unknown' } },
    'experiences.get': { params: experience },
    'experiences.enter': { params: experience },
    'experiences.leave': { params: experience },
    'experiences.route': { params: experience, body: {} },
    'experiences.archivedStatus': { body: { experienceIds: [shop.experience.id] } },
    'queues.get': { params: queue },
    'queues.enter': { params: queue },
    'queues.leave': { params: queue },
    'queues.status': { params: queue },
    'queues.admit': { params: queue, body: { consumerId } },
    'queues.deny': { params: queue, body: { consumerId, reason: 'BOT_DETECTED' } },
    'consumers.me': {},
    'consumers.get': { params: { consumerId } },
    'checkout.create': {
      body: {
        admissionToken: grant,
        distributionId: shop.queue.id,
        productId: shop.product.id,
        variantId: shop.variant.id,
        quantity: 1,
        currencyCode: shop.currencyCode,
        successUrl: 'http://localhost:3000/done',
        cancelUrl: 'http://localhost:3000/cart',
        idempotencyKey,
      },
    },
    'checkout.cancel': { body: { orderId, idempotencyKey } },
    'checkout.refund': { body: { orderId, amount: '1.00', idempotencyKey } },
    'admissions.validate': { params: admission, body: { consumerId, token: grant } },
    'admissions.complete': { params: admission, body: { consumerId } },
    'jwks.get': {},
  };
}
