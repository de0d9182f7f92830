import type { ConsumerId, CreateCheckout, Money, OrderId, PaymentId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import type { Room } from '../distributions/room.js';
import type { Pieces } from '../products/stock-keeping.js';
import { refuse } from '../refusal.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createActivityLog } from './activity-log.js';
import type { GrantRecord } from './grants.js';
import { isWithinMoney, minusMoney, sumMoney, timesMoney } from './money.js';
import { orderCancelled, orderCompleted, orderCreated } from './order-events.js';
import { createOwners } from './owners.js';
import { createProducts } from './products.js';

/** What a shopper buys with a grant. Times are milliseconds since the epoch. */
export interface Order {
  readonly id: OrderId;
  readonly paymentId: PaymentId;
  readonly room: Room;
  readonly wish: Omit<CreateCheckout, 'admissionToken' | 'idempotencyKey'>;
  /** As the payment page names it. */
  readonly productName: string;
  readonly amount: Money;
  readonly createdAt: number;
  /** Until when it can be paid. */
  readonly deadline: number;
  consumerId: ConsumerId;
  status: 'pending' | 'completed' | 'cancelled';
  /** When it was paid or cancelled. */
  endedAt?: number;
  refunded: Money;
}

/** What becomes an order. */
export interface NewOrder {
  readonly room: Room;
  readonly grant: GrantRecord;
  readonly wish: Order['wish'];
}

/** The orders of all tenants. */
export interface Orders {
  /**
   * Holds the pieces, and uses up the grant.
   *
   * @throws {MockRefusal} `conflict` where there are not enough pieces, `validation_error` where they cost more than an
   *   amount can say; the grant stays good.
   */
  create(order: NewOrder): Order;
  /** Finds a tenant's order; nobody else's. */
  find(tenant: Tenant, orderId: string): Order | undefined;
  /** Finds an order for its payment page, which asks for nothing but the address. */
  findAny(orderId: string): Order | undefined;
  ofConsumer(tenant: Tenant, consumerId: ConsumerId): readonly Order[];
  /** The orders that were made last, the newest first. */
  newest(count: number): readonly Order[];
  /** How many orders a tenant ever had. */
  count(tenant: Tenant): number;
  /** Pays a pending order; `false` where it is not pending. */
  pay(order: Order): boolean;
  /** Cancels a pending order; its grant stays used. `false` where it is not pending. */
  cancel(order: Order, reason: string | null): boolean;
  /** Pays back; `false` where less than that is left. */
  refund(order: Order, amount: Money): boolean;
}

/** How long an order without a deadline of its admission can be paid. */
const paymentMs = 30 * 60_000;

/** Makes an empty set of orders. */
export function createOrders(context: MockContext): Orders {
  const { clock } = context;
  const distributions = context.use(createDistributions);
  const activity = context.use(createActivityLog);
  const products = context.use(createProducts);
  const orders = new Map<string, Order>();
  const byConsumer = new Map<string, Order[]>();

  const isPayable = (order: Order): boolean => order.status === 'pending' && clock.now() < order.deadline;

  function end(order: Order, status: 'completed' | 'cancelled'): void {
    order.status = status;
    order.endedAt = clock.now();
    const pieces = piecesOf(order);
    if (status === 'completed') products.consume(pieces);
    else products.release(pieces);
  }

  function drop(order: Order, reason: string | null): void {
    end(order, 'cancelled');
    count(order, 'order_cancelled');
    context.publish(orderCancelled(order, reason));
  }

  function count(order: Order, event: string, more: Readonly<Record<string, Money>> = {}): void {
    const { room, consumerId, wish, amount } = order;
    const fields = {
      orderId: order.id,
      amount,
      currency: wish.currencyCode,
      quantity: wish.quantity,
      ...more,
    };
    const where = { ...room.whereabouts(), distributionId: room.row.id };
    activity.note({ tenant: room.tenant, event, at: clock.now(), consumerId, fields, ...where });
  }

  function pay(order: Order): boolean {
    if (!isPayable(order)) return false;
    end(order, 'completed');
    count(order, 'order_completed');
    context.publish(orderCompleted(order));
    const { room, consumerId, id: orderId } = order;
    distributions.act(room, (core, now) => core.complete({ consumerId, now }), { orderId });
    return true;
  }

  function cancel(order: Order, reason: string | null): boolean {
    if (!isPayable(order)) return false;
    drop(order, reason);
    const { room, consumerId } = order;
    distributions.act(room, (core, now) => core.cancel({ consumerId, now }));
    return true;
  }

  // An admission that ends takes its unpaid order along.
  distributions.onChange((room, change) => {
    if ((change.what !== 'denied' && change.what !== 'left') || change.consumerId === undefined) return;
    for (const order of ofConsumer(room.tenant, change.consumerId)) {
      if (order.room !== room || order.status !== 'pending') continue;
      drop(order, change.reason === 'ADMISSION_EXPIRED' ? 'expired' : change.what);
    }
  });
  context.onConsumerMerged(({ tenant, from, to }) => {
    const theirs = ofConsumer(tenant, from);
    for (const order of theirs) order.consumerId = to;
    const joined = [...ofConsumer(tenant, to), ...theirs].sort((a, b) => a.createdAt - b.createdAt);
    byConsumer.set(holder(tenant, to), joined);
    byConsumer.delete(holder(tenant, from));
  });

  function ofConsumer(tenant: Tenant, consumerId: ConsumerId): readonly Order[] {
    return byConsumer.get(holder(tenant, consumerId)) ?? [];
  }

  function expire(order: Order): void {
    if (order.status !== 'pending') return;
    const { consumerId, room } = order;
    drop(order, 'expired');
    const reason = 'ADMISSION_EXPIRED';
    distributions.act(room, (core, now) => core.deny({ consumerId, now, reason }));
  }

  function findAny(orderId: string): Order | undefined {
    const order = orders.get(orderId);
    if (order !== undefined && clock.now() >= order.deadline) expire(order);
    return order;
  }

  return {
    create({ room, grant, wish }) {
      const now = clock.now();
      const item = products.findItem(room.tenant, wish);
      if (item === undefined) throw new Error('An order was made for something that is not for sale.');
      const amount = timesMoney(room.core.priceFor?.(grant.consumerId) ?? item.variant.price, wish.quantity);
      if (!isWithinMoney(amount)) {
        refuse('validation_error', 'The order would cost more than an amount has digits for.');
      }
      const takeBack = room.core.handOver?.(grant.consumerId);
      try {
        products.reserve(piecesOf({ room, wish }));
      } catch (refusal) {
        takeBack?.();
        throw refusal;
      }
      grant.state = 'used';
      const order: Order = {
        id: context.newId('ord'),
        paymentId: context.newId('pay'),
        room,
        wish,
        productName: item.product.name,
        amount,
        createdAt: now,
        deadline: grant.expiresAt ?? now + paymentMs,
        consumerId: grant.consumerId,
        status: 'pending',
        refunded: '0.00',
      };
      orders.set(order.id, order);
      context.use(createOwners).note(order.id, room.tenant);
      const own = [...ofConsumer(room.tenant, order.consumerId), order];
      byConsumer.set(holder(room.tenant, order.consumerId), own);
      clock.schedule(order.deadline, () => expire(order));
      count(order, 'order_created');
      context.publish(orderCreated(order));
      return order;
    },
    find(tenant, orderId) {
      const order = findAny(orderId);
      return order !== undefined && tenantKey(order.room.tenant) === tenantKey(tenant) ? order : undefined;
    },
    findAny,
    ofConsumer,
    newest: (count) => [...orders.values()].slice(-count).reverse(),
    count: (tenant) =>
      [...orders.values()].filter(({ room }) => tenantKey(room.tenant) === tenantKey(tenant)).length,
    pay,
    cancel,
    refund(order, amount) {
      const refunded = sumMoney([order.refunded, amount]);
      if (order.status !== 'completed' || minusMoney(order.amount, refunded) === undefined) return false;
      order.refunded = refunded;
      count(order, 'order_refunded', { amount, orderAmount: order.amount, refunded });
      return true;
    },
  };
}

function piecesOf({ room: { tenant }, wish }: Pick<Order, 'room' | 'wish'>): Pieces {
  return { tenant, variantId: wish.variantId, quantity: wish.quantity };
}

function holder(tenant: Tenant, consumerId: ConsumerId): string {
  return `${tenantKey(tenant)}/${consumerId}`;
}
