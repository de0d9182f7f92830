import * as z from 'zod/mini';
import type { DistributionId, OrderId, PaymentId, ProductId, VariantId } from '../ids.js';
import {
  admissionGrant,
  currencyCode,
  freeText,
  id,
  idParam,
  money,
  text,
  timestamp,
  webUrl,
} from './shapes.js';

const idempotencyKey = text(8, 128);
/** The platform documents these two as UUIDs, unlike the key of a checkout. */
const uuidKey = z.uuid();

export const createCheckoutSchema = z.strictObject({
  admissionToken: admissionGrant,
  distributionId: idParam<DistributionId>(),
  productId: idParam<ProductId>(),
  variantId: idParam<VariantId>(),
  quantity: z.int().check(z.minimum(1), z.maximum(1000)),
  currencyCode,
  successUrl: webUrl,
  cancelUrl: webUrl,
  idempotencyKey,
});

export const checkoutSchema = z.object({
  orderId: id<OrderId>(),
  paymentId: id<PaymentId>(),
  checkoutUrl: webUrl,
  expiresAt: timestamp,
  deadline: timestamp,
});

export const cancelPaymentSchema = z.strictObject({
  orderId: idParam<OrderId>(),
  idempotencyKey: uuidKey,
  reason: z.optional(freeText(1, 500)),
});
export const paymentCancelledSchema = z.object({ success: z.boolean() });

export const refundPaymentSchema = z.strictObject({
  orderId: idParam<OrderId>(),
  amount: money,
  idempotencyKey: uuidKey,
  reason: z.optional(freeText(1, 500)),
});
export const paymentRefundedSchema = z.object({
  success: z.boolean(),
  refund: z.optional(z.record(z.string(), z.unknown())),
});

/** What is bought, with which grant, and where the shopper goes afterwards. */
export interface CreateCheckout extends z.infer<typeof createCheckoutSchema> {}
/** A hosted payment page for one order. */
export interface Checkout extends z.infer<typeof checkoutSchema> {}
/** Which unpaid order to cancel. */
export interface CancelPayment extends z.infer<typeof cancelPaymentSchema> {}
/** Whether the order was cancelled. */
export interface PaymentCancelled extends z.infer<typeof paymentCancelledSchema> {}
/** Which paid order to refund, and how much. */
export interface RefundPayment extends z.infer<typeof refundPaymentSchema> {}
/** Whether the refund was accepted. */
export interface PaymentRefunded extends z.infer<typeof paymentRefundedSchema> {}
