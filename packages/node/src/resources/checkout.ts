import type {
  CancelPayment,
  Checkout,
  CreateCheckout,
  PaymentCancelled,
  PaymentRefunded,
  RefundPayment,
} from '@fanfare/contract';
import { RequestError } from '@fanfare/core/base';
import type { UnsafeCallOptions } from './call-options.js';
import type { Operate } from './operate.js';

/** A body whose idempotency key is made where it is absent. */
type Keyed<Body extends { idempotencyKey: string }> = Omit<Body, 'idempotencyKey'> & {
  /**
   * Lets the platform recognise the same call, also from another process; a UUID for cancellations and refunds.
   *
   * @default a new one for every call
   */
  readonly idempotencyKey?: string | undefined;
};

/** What is bought, with which grant, and where the shopper goes afterwards. */
export interface CheckoutRequest extends Keyed<CreateCheckout> {}
/** Which unpaid order to cancel. */
export interface CancelRequest extends Keyed<CancelPayment> {}
/** Which paid order to refund, and how much. */
export interface RefundRequest extends Keyed<RefundPayment> {}

/** Hosted payment. Every call is repeated safely, for its body names it. */
export interface CheckoutResource {
  /**
   * Spends a grant and opens a hosted payment page.
   *
   * @throws GrantError `grant_invalid`, `grant_expired`, `grant_used`, `grant_mismatch`; ConflictError
   *   `idempotency_key_mismatch`; RequestError `invalid_request`
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
   * declare const admissionToken: string; // from the shopper's page
   * const { checkoutUrl } = await fanfare.checkout.create({
   *   admissionToken,
   *   distributionId: 'que_1',
   *   productId: 'prd_1',
   *   variantId: 'var_1',
   *   quantity: 1,
   *   currencyCode: 'EUR',
   *   successUrl: 'https://shop.example/thanks',
   *   cancelUrl: 'https://shop.example/cart',
   * });
   * ```
   */
  create(checkout: CheckoutRequest, options?: UnsafeCallOptions): Promise<Checkout>;
  /**
   * Cancels an order that is not paid yet.
   *
   * @throws ConflictError `conflict` where it is paid; NotFoundError `not_found`; RequestError `invalid_request`
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
   * await fanfare.checkout.cancel({ orderId: 'ord_1', reason: 'The shopper changed their mind.' });
   * ```
   */
  cancel(cancellation: CancelRequest, options?: UnsafeCallOptions): Promise<PaymentCancelled>;
  /**
   * Refunds an order, in part or in full.
   *
   * @throws ConflictError `conflict`; NotFoundError `not_found`; RequestError `invalid_request`
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
   * await fanfare.checkout.refund({ orderId: 'ord_1', amount: '129.00' });
   * ```
   */
  refund(refund: RefundRequest, options?: UnsafeCallOptions): Promise<PaymentRefunded>;
}

/** Creates the resource. */
export function createCheckout(operate: Operate): CheckoutResource {
  return {
    create: async (checkout, options) =>
      operate('checkout.create', keyed('checkout.create', { body: checkout, options })),
    cancel: async (cancellation, options) =>
      operate('checkout.cancel', keyed('checkout.cancel', { body: cancellation, options })),
    refund: async (refund, options) =>
      operate('checkout.refund', keyed('checkout.refund', { body: refund, options })),
  };
}

/** Gives body and header the same idempotency key. */
function keyed<Body extends { readonly idempotencyKey?: string | undefined }>(
  id: string,
  { body, options }: { readonly body: Body; readonly options: UnsafeCallOptions | undefined },
): { body: Body & { idempotencyKey: string }; options: UnsafeCallOptions } {
  // JavaScript may hand over anything; what is no object is refused with the rest of the body.
  const inBody = body?.idempotencyKey;
  const inOptions = options?.idempotencyKey;
  if (inBody !== undefined && inOptions !== undefined && inBody !== inOptions) {
    const message = 'differs between the body and the options; give it once';
    throw new RequestError(`${id} was not sent: idempotencyKey ${message}.`, {
      code: 'invalid_request',
      issues: [{ path: 'idempotencyKey', message }],
    });
  }
  const idempotencyKey = inBody ?? inOptions ?? crypto.randomUUID();
  return { body: { ...body, idempotencyKey }, options: { ...options, idempotencyKey } };
}
