import type { Attributes } from '../audiences/rule-holds.js';
import type { MockContext } from '../context.js';
import type { Consumer } from '../state/consumers.js';
import { describeConsumer } from './describe-consumer.js';
import { rfmSegmentOf } from './rank-consumer.js';

/** Reads everything that a rule of an audience may look at, as it is now. */
export function consumerAttributes(context: MockContext, consumer: Consumer): Attributes {
  const described = describeConsumer(context, consumer);
  return { ...described, isGuest: consumer.isGuest, rfmSegment: rfmSegmentOf(described) };
}
