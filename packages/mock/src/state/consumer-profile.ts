import type { ConsumerProfile, Timestamp } from '@fanfare/contract';
import { engagementEvents } from '../consumers/engagement-events.js';
import { rankConsumer, type Ranks } from '../consumers/rank-consumer.js';
import type { Activity } from './activity-log.js';
import type { Consumer } from './consumers.js';
import { isoTime } from './iso-time.js';
import type { Purchased } from './purchases.js';

/** What a profile is made from. */
export interface ConsumerHistory {
  readonly purchased: Purchased;
  /** What the platform itself saw; what pages report is no part of it. */
  readonly activities: readonly Activity[];
  readonly loyaltyBalance: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A profile with everything in it that the platform works out. */
export type FullProfile = ConsumerProfile & Purchased & Ranks;

/** Describes a consumer for the merchant, with what they bought and did. */
export function consumerProfileOf(consumer: Consumer, history: ConsumerHistory): FullProfile {
  const { purchased, activities, loyaltyBalance, now } = history;
  const engaged = activities.filter(({ event }) => engagementEvents.has(event));
  const lastActiveAt = engaged.at(-1)?.at ?? null;
  return {
    id: consumer.id,
    email: consumer.email ?? null,
    phone: consumer.phone ?? null,
    fullName: consumer.fullName ?? null,
    ...purchased,
    ...rankConsumer({ ...purchased, lastActiveAt, now }),
    engagedCount: new Set(engaged.map(({ experienceId }) => experienceId)).size,
    totalEngagements: engaged.length,
    totalMessages: activities.filter(({ event }) => event === 'messageSent').length,
    loyaltyBalance,
    lastEngagedAt: lastActiveAt === null ? null : isoTime(lastActiveAt),
    lastReturnAt: lastOf(activities.filter(({ event }) => event === 'order_refunded').map(({ at }) => at)),
    smsOptOut: consumer.smsOptOut,
  };
}

function lastOf(times: readonly number[]): Timestamp | null {
  return times.length === 0 ? null : isoTime(Math.max(...times));
}
