import { grantErrors, operation } from '../operation.js';
import { checkoutRoutes } from '../routes/checkout.js';
import * as checkout from '../schemas/checkout.js';

/** Hosted payment. */
export const checkoutOperations = {
  create: operation(checkoutRoutes.create, {
    body: checkout.createCheckoutSchema,
    response: checkout.checkoutSchema,
    errors: grantErrors,
  }),
  cancel: operation(checkoutRoutes.cancel, {
    body: checkout.cancelPaymentSchema,
    response: checkout.paymentCancelledSchema,
    errors: ['conflict'],
  }),
  refund: operation(checkoutRoutes.refund, {
    body: checkout.refundPaymentSchema,
    response: checkout.paymentRefundedSchema,
    errors: ['conflict'],
  }),
};
