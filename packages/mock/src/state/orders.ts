import type { ConsumerId, CreateCheckout, Money, OrderId, PaymentId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import type { GrantRecord } from './grants.js';
import { minusMoney, sumMoney, timesMoney } from './money.js';
import { orderCancelled, orderCompleted, orderCreated } from './order-events.js';
import { createQueues, type QueueRoom } from './queues.js';

/** What a shopper buys with a grant. Times are milliseconds since the epoch. */
export interface Order {
  readonly id: OrderId;
  readonly paymentId: PaymentId;
  readonly room: QueueRoom;
  readonly wish: Omit<CreateCheckout, 'admissionToken' | 'idempotencyKey'>;
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
  readonly room: QueueRoom;
  readonly grant: GrantRecord;
  readonly wish: Order['wish'];
}

/** The orders of all tenants. */
export interface Orders {
  /** Uses up the grant. */
  create(order: NewOrder): Order;
  /** Finds a tenant's order; nobody else's. */
  find(tenant: Tenant, orderId: string): Order | undefined;
  /** Finds an order for its payment page, which asks for nothing but the address. */
  findAny(orderId: string): Order | undefined;
  ofConsumer(tenant: Tenant, consumerId: ConsumerId): readonly Order[];
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
  const queues = context.use(createQueues);
  const orders = new Map<string, Order>();

  const isPayable = (order: Order): boolean => order.status === 'pending' && clock.now() < order.deadline;

  function end(order: Order, status: 'completed' | 'cancelled'): void {
    order.status = status;
    order.endedAt = clock.now();
  }

  function drop(order: Order, reason: string | null): void {
    end(order, 'cancelled');
    context.publish(orderCancelled(order, reason));
  }

  function pay(order: Order): boolean {
    if (!isPayable(order)) return false;
    end(order, 'completed');
    context.publish(orderCompleted(order));
    queues.act(order.room, { do: 'complete', consumerId: order.consumerId, orderId: order.id });
    return true;
  }

  function cancel(order: Order, reason: string | null): boolean {
    if (!isPayable(order)) return false;
    drop(order, reason);
    queues.act(order.room, { do: 'cancel', consumerId: order.consumerId });
    return true;
  }

  // An admission that ends takes its unpaid order along.
  queues.onChange((room, change) => {
    if (change.type !== 'denied' && change.type !== 'left') return;
    for (const order of orders.values()) {
      if (order.room !== room || order.consumerId !== change.consumerId) continue;
      if (order.status !== 'pending') continue;
      const expired = change.type === 'denied' && change.reason === 'ADMISSION_EXPIRED';
      drop(order, expired ? 'expired' : change.type);
    }
  });
  context.onConsumerMerged(({ tenant, from, to }) => {
    for (const order of ofConsumer(tenant, from)) order.consumerId = to;
  });

  function ofConsumer(tenant: Tenant, consumerId: ConsumerId): readonly Order[] {
    return [...orders.values()].filter(
      (order) => order.consumerId === consumerId && tenantKey(order.room.tenant) === tenantKey(tenant),
    );
  }

  function expire(order: Order): void {
    if (order.status !== 'pending') return;
    const { consumerId, room } = order;
    drop(order, 'expired');
    queues.act(room, { do: 'deny', consumerId, reason: 'ADMISSION_EXPIRED' });
  }

  function findAny(orderId: string): Order | undefined {
    const order = orders.get(orderId);
    if (order !== undefined && clock.now() >= order.deadline) expire(order);
    return order;
  }

  return {
    create({ room, grant, wish }) {
      const now = clock.now();
      grant.state = 'used';
      const order: Order = {
        id: context.newId('ord'),
        paymentId: context.newId('pay'),
        room,
        wish,
        amount: timesMoney(room.data.variant.price, wish.quantity),
        createdAt: now,
        deadline: grant.expiresAt ?? now + paymentMs,
        consumerId: grant.consumerId,
        status: 'pending',
        refunded: '0.00',
      };
      orders.set(order.id, order);
      clock.schedule(order.deadline, () => expire(order));
      context.publish(orderCreated(order));
      return order;
    },
    find(tenant, orderId) {
      const order = findAny(orderId);
      return order !== undefined && tenantKey(order.room.tenant) === tenantKey(tenant) ? order : undefined;
    },
    findAny,
    ofConsumer,
    pay,
    cancel,
    refund(order, amount) {
      const refunded = sumMoney([order.refunded, amount]);
      if (order.status !== 'completed' || minusMoney(order.amount, refunded) === undefined) return false;
      order.refunded = refunded;
      return true;
    },
  };
}
