import type { Attributes } from '../audiences/rule-holds.js';
import type { MockContext } from '../context.js';
import type { Consumer } from '../state/consumers.js';
import { createPurchases } from '../state/purchases.js';
import { describeConsumer } from './describe-consumer.js';
import { rfmSegmentOf } from './rank-consumer.js';

/** What is at hand; everything else is worked out from all that a consumer ever did. */
const atHand: ReadonlySet<string> = new Set([
  ...['email', 'fullName', 'phone', 'isGuest', 'metadata'],
  ...['aov', 'ltv', 'lastOrderAt', 'totalOrders', 'totalReturns'],
]);

/** Reads what rules of an audience look at, as it is now, and for thousands of consumers no more than that. */
export function consumerAttributes(
  context: MockContext,
  { consumer, names }: { readonly consumer: Consumer; readonly names: readonly string[] },
): Attributes {
  const { tenant, id, email, fullName, phone, isGuest, metadata } = consumer;
  if (names.every((name) => atHand.has(name.split('.')[0] ?? name))) {
    return { ...context.use(createPurchases).of(tenant, id), email, fullName, phone, isGuest, metadata };
  }
  const described = describeConsumer(context, consumer);
  return { ...described, isGuest, rfmSegment: rfmSegmentOf(described) };
}
