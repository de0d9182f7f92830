import type { ConsumerId, Money, Timestamp } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createActivityLog } from './activity-log.js';
import { isoTime } from './iso-time.js';
import { divideMoney, isNoMoney, minusMoney, sumMoney } from './money.js';
import { createOrders, type Order } from './orders.js';
import { worldOrganization } from './world.js';

/** What a consumer bought. Amounts are those that were kept, in the currency of the organization. */
export interface Purchased {
  /** What an order comes to on average. */
  readonly aov: Money;
  readonly ltv: Money;
  readonly totalOrders: number;
  readonly totalReturns: number;
  readonly lastOrderAt: Timestamp | null;
}

/** What all consumers bought. */
export interface Purchases {
  of(tenant: Tenant, consumerId: ConsumerId): Purchased;
}

/** Adds up orders once, and anew only after something happened to one of them: lists ask for thousands at a time. */
export function createPurchases(context: MockContext): Purchases {
  const orders = context.use(createOrders);
  const known = new Map<
    string,
    { readonly currencyCode: string | undefined; readonly purchased: Purchased }
  >();
  const keyOf = (tenant: Tenant, consumerId: ConsumerId): string => `${tenantKey(tenant)}/${consumerId}`;

  context.use(createActivityLog).onNote(({ tenant, event, consumerId }) => {
    if (consumerId !== undefined && event.startsWith('order_')) known.delete(keyOf(tenant, consumerId));
  });
  context.onConsumerMerged(({ tenant, from, to }) => {
    for (const consumerId of [from, to]) known.delete(keyOf(tenant, consumerId));
  });

  return {
    of(tenant, consumerId) {
      const own = orders.ofConsumer(tenant, consumerId);
      if (own.length === 0) return nothing;
      const currencyCode = worldOrganization(context.world, tenant)?.currencyCode;
      const key = keyOf(tenant, consumerId);
      const found = known.get(key);
      if (found !== undefined && found.currencyCode === currencyCode) return found.purchased;
      const purchased = addUp(own, currencyCode);
      known.set(key, { currencyCode, purchased });
      return purchased;
    },
  };
}

const nothing: Purchased = { aov: '0.00', ltv: '0.00', totalOrders: 0, totalReturns: 0, lastOrderAt: null };

function addUp(orders: readonly Order[], currencyCode: string | undefined): Purchased {
  const paid = orders.filter(({ status }) => status === 'completed');
  if (paid.length === 0) return nothing;
  const kept = paid
    .filter(({ wish }) => wish.currencyCode === currencyCode)
    .map(({ amount, refunded }) => minusMoney(amount, refunded) ?? '0');
  const ltv = sumMoney(kept);
  return {
    ltv,
    aov: kept.length === 0 ? '0.00' : divideMoney(ltv, kept.length),
    totalOrders: paid.length,
    totalReturns: paid.filter(({ refunded }) => !isNoMoney(refunded)).length,
    lastOrderAt: isoTime(Math.max(...paid.map(({ endedAt, createdAt }) => endedAt ?? createdAt))),
  };
}
