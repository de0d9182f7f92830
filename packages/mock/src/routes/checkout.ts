import type { CreateCheckout } from '@fanfare/contract';
import { claimGrant } from '../checkout/claim-grant.js';
import { guardGoods } from '../checkout/guard-goods.js';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import type { Room } from '../distributions/room.js';
import { offeredItems } from '../experiences/offered-items.js';
import type { HandlersOf } from '../handler.js';
import { refuse } from '../refusal.js';
import { isoTime } from '../state/iso-time.js';
import { isNoMoney, minusMoney } from '../state/money.js';
import { createOrderLimits } from '../state/order-limits.js';
import { createOrders, type Order } from '../state/orders.js';
import { createProducts } from '../state/products.js';
import { worldOrganization } from '../state/world.js';
import type { Tenant } from '../tenant.js';

/** The operations of this resource. */
type CheckoutOperation = 'checkout.create' | 'checkout.cancel' | 'checkout.refund';

/** Hosted payment. */
export const checkoutHandlers: HandlersOf<CheckoutOperation> = {
  'checkout.create': ({ context, principal: { tenant }, body }) => {
    const { admissionToken: token, idempotencyKey: _key, ...wish } = body;
    const { distributionId } = wish;
    const grant = claimGrant(context, { how: 'check', tenant, token, distributionId });
    const room = roomFor(context, { tenant, wish });
    const { consumerId } = grant;
    guardGoods(room.core.goodsFor?.(consumerId) ?? {}, wish);
    context.use(createOrderLimits).check({ tenant, sequenceId: room.row.sequenceId, consumerId, item: wish });
    const order = context.use(createOrders).create({ room, grant, wish });
    return {
      orderId: order.id,
      paymentId: order.paymentId,
      checkoutUrl: `${context.origin}/__mock/pay/${order.id}`,
      expiresAt: isoTime(order.deadline),
      deadline: isoTime(order.deadline),
    };
  },

  'checkout.cancel': ({ context, principal: { tenant }, body }) => {
    const order = orderOf(context, { tenant, orderId: body.orderId });
    if (order.status === 'cancelled') return { success: true };
    const cancelled = context.use(createOrders).cancel(order, body.reason ?? null);
    if (!cancelled) refuse('conflict', 'The order is paid and cannot be cancelled; refund it.');
    return { success: true };
  },

  'checkout.refund': ({ context, principal: { tenant }, body }) => {
    const order = orderOf(context, { tenant, orderId: body.orderId });
    if (isNoMoney(body.amount)) refuse('validation_error', 'The amount of a refund must be above 0.');
    if (order.status !== 'completed')
      refuse('conflict', 'The order is not paid, so there is nothing to refund.');
    const refunded = context.use(createOrders).refund(order, body.amount);
    if (!refunded) refuse('conflict', 'The refund is larger than what is left of the payment.');
    return {
      success: true,
      refund: {
        id: context.newId('ref'),
        orderId: order.id,
        amount: body.amount,
        currencyCode: order.wish.currencyCode,
        remaining: minusMoney(order.amount, order.refunded) ?? '0.00',
        createdAt: isoTime(context.clock.now()),
      },
    };
  },
};

interface Shopping {
  readonly tenant: Tenant;
  readonly wish: Pick<CreateCheckout, 'distributionId' | 'productId' | 'variantId' | 'currencyCode'>;
}

function roomFor(context: MockContext, { tenant, wish }: Shopping): Room {
  const room = context.use(createDistributions).find(tenant, wish.distributionId);
  const item = context.use(createProducts).findItem(tenant, wish);
  if (room === undefined || item === undefined || !isOffered(context, { room, wish })) {
    return refuse('not_found', 'There is no such product or variant in this experience.');
  }
  const currencyCode = worldOrganization(context.world, tenant)?.currencyCode;
  if (wish.currencyCode !== currencyCode) {
    refuse('validation_error', 'The currency is not the one that the experience sells in.');
  }
  return room;
}

function isOffered(context: MockContext, { room, wish }: { room: Room; wish: Shopping['wish'] }): boolean {
  return offeredItems(context, { tenant: room.tenant, sequenceId: room.row.sequenceId }).some(
    ({ productId, variantId }) => productId === wish.productId && variantId === wish.variantId,
  );
}

function orderOf(context: MockContext, { tenant, orderId }: { tenant: Tenant; orderId: string }): Order {
  return context.use(createOrders).find(tenant, orderId) ?? refuse('not_found', 'There is no such order.');
}
