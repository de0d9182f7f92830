import { operation } from '../operation.js';
import { checkoutRoutes } from '../routes/checkout.js';
import * as checkout from '../schemas/checkout.js';

/** Hosted payment. */
export const checkoutOperations = {
  create: operation(checkoutRoutes.create, {
    body: checkout.createCheckoutSchema,
    response: checkout.checkoutSchema,
    errors: [
      'grant_invalid',
      'grant_expired',
      'grant_used',
      'grant_mismatch',
      'idempotency_key_mismatch',
      'request_in_flight',
    ],
  }),
  cancel: operation(checkoutRoutes.cancel, {
    body: checkout.cancelPaymentSchema,
    response: checkout.paymentCancelledSchema,
    errors: ['conflict', 'idempotency_key_mismatch', 'request_in_flight'],
  }),
  refund: operation(checkoutRoutes.refund, {
    body: checkout.refundPaymentSchema,
    response: checkout.paymentRefundedSchema,
    errors: ['conflict', 'idempotency_key_mismatch', 'request_in_flight'],
  }),
};
