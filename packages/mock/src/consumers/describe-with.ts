import type { AdminConsumer, ConsumerOrder, GetConsumer } from '@fanfare/contract/admin';
import { describeMembership } from '../audiences/describe-audience.js';
import type { MockContext } from '../context.js';
import { createAudiences } from '../state/audiences.js';
import type { Consumer } from '../state/consumers.js';
import { isoTime } from '../state/iso-time.js';
import { createOrders, type Order } from '../state/orders.js';
import { describeConsumer } from './describe-consumer.js';

/** Describes a consumer with what was asked for along with them. */
export function describeWith(
  context: MockContext,
  { consumer, include = [] }: { readonly consumer: Consumer; readonly include: GetConsumer['include'] },
): AdminConsumer {
  return {
    ...describeConsumer(context, consumer),
    ...(include.includes('audiences') && { audiences: membershipsOf(context, consumer) }),
    ...(include.includes('orders') && {
      orders: context.use(createOrders).ofConsumer(consumer.tenant, consumer.id).map(describeOrder),
    }),
  };
}

/** The audiences that a consumer belongs to. */
export function membershipsOf(
  context: MockContext,
  consumer: Consumer,
): ReturnType<typeof describeMembership>[] {
  const audiences = context.use(createAudiences).of(consumer);
  return audiences.map((row) => describeMembership(context, row));
}

/** Describes an order of a consumer. */
export function describeOrder({
  id,
  status,
  amount,
  refunded,
  wish,
  createdAt,
  endedAt,
}: Order): ConsumerOrder {
  return {
    id,
    status,
    amount,
    refunded,
    currencyCode: wish.currencyCode,
    createdAt: isoTime(createdAt),
    endedAt: endedAt === undefined ? null : isoTime(endedAt),
  };
}
