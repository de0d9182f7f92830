import type { ConsumerProfile } from '@fanfare/contract';
import type { Consumer } from './consumers.js';
import { isoTime } from './iso-time.js';
import { divideMoney, isNoMoney, sumMoney } from './money.js';
import type { Order } from './orders.js';

/** Describes a consumer for the merchant, with what they bought. */
export function consumerProfileOf(consumer: Consumer, orders: readonly Order[]): ConsumerProfile {
  const paid = orders.filter(({ status }) => status === 'completed');
  const ltv = sumMoney(paid.map(({ amount }) => amount));
  const last = Math.max(...paid.map(({ endedAt, createdAt }) => endedAt ?? createdAt));
  return {
    id: consumer.id,
    email: consumer.email ?? null,
    phone: consumer.phone ?? null,
    fullName: consumer.fullName ?? null,
    ltv,
    aov: paid.length === 0 ? '0' : divideMoney(ltv, paid.length),
    totalOrders: paid.length,
    totalReturns: paid.filter(({ refunded }) => !isNoMoney(refunded)).length,
    lastOrderAt: paid.length === 0 ? null : isoTime(last),
  };
}
