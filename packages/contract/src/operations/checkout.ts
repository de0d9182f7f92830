import { grantErrors, operation } from '../operation.js';
import { checkoutRoutes } from '../routes/checkout.js';
import * as checkout from '../schemas/checkout.js';

/** Hosted payment. */
export const checkoutOperations = {
  create: operation(checkoutRoutes.create, {
    summary: 'Spends a grant and opens a hosted payment page.',
    description:
      'Holds the pieces until the order is paid or comes to nothing. Where not enough of them are left, it is refused with `conflict` and the grant stays good.',
    body: checkout.createCheckoutSchema,
    response: checkout.checkoutSchema,
    errors: [...grantErrors, 'conflict', 'order_limit_exceeded'],
  }),
  cancel: operation(checkoutRoutes.cancel, {
    summary: 'Cancels an order that is not paid yet.',

    body: checkout.cancelPaymentSchema,
    response: checkout.paymentCancelledSchema,
    errors: ['conflict'],
  }),
  refund: operation(checkoutRoutes.refund, {
    summary: 'Refunds a paid order, in part or in full.',

    body: checkout.refundPaymentSchema,
    response: checkout.paymentRefundedSchema,
    errors: ['conflict'],
  }),
};
