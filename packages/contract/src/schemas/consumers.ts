import * as z from 'zod/mini';
import type { ConsumerId, DistributionId, ExperienceId, SequenceId } from '../ids.js';
import { gateSchema } from './routing.js';
import { admissionGrant, count, email, id, idParam, money, moneyTotal, phone, timestamp } from './shapes.js';

export const mechanismSchema = z.enum(['queue', 'draw', 'auction', 'timed_release', 'appointment']);
export const grantingMechanismSchema = z.enum(['queue', 'draw', 'auction', 'timed_release']);

const distributionSchema = z.object({
  type: mechanismSchema,
  id: id<DistributionId>(),
  sequenceId: id<SequenceId>(),
  lifecycle: z.enum(['scheduled', 'open', 'settling', 'closed']),
  opensAt: z.optional(timestamp),
  closesAt: z.optional(timestamp),
  startsAt: z.optional(timestamp),
  settlesAt: z.optional(timestamp),
  details: z.optional(z.record(z.string(), z.unknown())),
});

/** Every word for where a consumer stands, of all mechanisms. */
const consumerStatusSchema = z.enum([
  ...['not_queued', 'queued', 'granted', 'denied', 'left'],
  ...['not_entered', 'entered', 'won'],
  ...['not_bid', 'bidding', 'winning', 'outbid', 'lost'],
  ...['not_booked', 'booked', 'checked_in', 'completed', 'cancelled', 'no_show'],
] as const);

const consumerStateSchema = z.object({
  status: consumerStatusSchema,
  id: z.optional(z.string()),
  distributionId: z.optional(id<DistributionId>()),
  enteredAt: z.optional(timestamp),
  grantedAt: z.optional(timestamp),
  position: z.optional(count),
  admissionGrant: z.optional(admissionGrant),
  deniedReason: z.optional(z.string()),
  currentBid: z.optional(money),
  highestBid: z.optional(money),
  slotId: z.optional(z.string()),
  locationId: z.optional(z.string()),
  bookedAt: z.optional(timestamp),
  checkedInAt: z.optional(timestamp),
  completedAt: z.optional(timestamp),
  cancelledAt: z.optional(timestamp),
  noShowAt: z.optional(timestamp),
});

const grantSchema = z.object({
  token: admissionGrant,
  distributionType: grantingMechanismSchema,
  distributionId: id<DistributionId>(),
  sequenceId: id<SequenceId>(),
  experienceId: id<ExperienceId>(),
  issuedAt: z.optional(timestamp),
  expiresAt: z.optional(timestamp),
});

const outcomeSchema = z.object({
  type: z.enum(['won', 'lost', 'completed', 'denied', 'left', 'expired', 'closed', 'cancelled', 'no_show']),
  reason: z.optional(z.string()),
  at: z.optional(timestamp),
  distributionId: z.optional(id<DistributionId>()),
  distributionType: z.optional(mechanismSchema),
});

const taken = { mechanism: mechanismSchema, distribution: distributionSchema, consumer: consumerStateSchema };

export const sequenceStateSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('unavailable'), reason: z.optional(z.string()) }),
  z.object({ phase: z.literal('scheduled'), mechanism: mechanismSchema, distribution: distributionSchema }),
  z.object({ phase: z.literal('enterable'), ...taken }),
  z.object({ phase: z.literal('participating'), ...taken }),
  z.object({ phase: z.literal('settling'), ...taken, mechanism: z.enum(['draw', 'auction']) }),
  z.object({ phase: z.literal('granted'), ...taken, mechanism: grantingMechanismSchema, grant: grantSchema }),
  z.object({ phase: z.literal('ended'), ...taken, outcome: outcomeSchema }),
]);

export const journeySchema = z.discriminatedUnion('journeyStage', [
  z.object({
    journeyStage: z.literal('gated'),
    experienceId: id<ExperienceId>(),
    gates: z.array(gateSchema),
    selected: z.optional(z.object({ sequenceId: id<SequenceId>() })),
    updatedAt: z.optional(timestamp),
  }),
  z.object({
    journeyStage: z.literal('routed'),
    experienceId: id<ExperienceId>(),
    sequenceId: id<SequenceId>(),
    sequence: sequenceStateSchema,
    offers: z.optional(z.array(z.unknown())),
    updatedAt: z.optional(timestamp),
  }),
]);

export const ownStateSchema = z.object({
  active: z.object({ journeys: z.array(journeySchema) }),
  waitlists: z.optional(
    z.array(
      z.object({
        waitlistId: id<string>(),
        sequenceId: id<SequenceId>(),
        experienceId: id<ExperienceId>(),
        enteredAt: z.optional(timestamp),
        position: z.optional(count),
      }),
    ),
  ),
  pollAfterMs: z.optional(count),
});

const rank = z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(5))));
const score = z.optional(z.nullable(z.number()));
const when = z.optional(z.nullable(timestamp));
const word = z.optional(z.nullable(z.string()));

export const consumerProfileSchema = z.object({
  id: id<ConsumerId>(),
  email: z.optional(z.nullable(email)),
  fullName: word,
  phone: z.optional(z.nullable(phone)),
  activityRank: rank,
  monetaryRank: rank,
  purchaseFrequencyRank: rank,
  activityScore: score,
  activityScoreUpdatedAt: when,
  monetaryScore: score,
  monetaryScoreUpdatedAt: when,
  purchaseFrequencyScore: score,
  purchaseFrequencyScoreUpdatedAt: when,
  aov: z.optional(money),
  ltv: z.optional(moneyTotal),
  engagedCount: z.optional(count),
  totalEngagements: z.optional(count),
  totalMessages: z.optional(count),
  totalOrders: z.optional(count),
  totalReturns: z.optional(count),
  loyaltyBalance: z.optional(z.number()),
  lastEngagedAt: when,
  lastOrderAt: when,
  lastReturnAt: when,
  lastGeoAt: when,
  lastGeoCity: word,
  lastGeoCoordinates: z.optional(z.nullable(z.object({ latitude: z.number(), longitude: z.number() }))),
  lastGeoCountry: word,
  lastGeoPostalCode: word,
  lastGeoRegion: word,
  lastGeoSource: word,
  lastGeoTimezone: word,
  primaryExternalId: word,
  primaryLastSyncedAt: when,
  primarySourceVendor: word,
  primarySyncSourceId: word,
  smsOptOut: z.optional(z.boolean()),
});

export const consumerParamsSchema = z.strictObject({ consumerId: idParam<ConsumerId>() });

/** How scarce things are handed out. */
export type Mechanism = z.infer<typeof mechanismSchema>;
/** The mechanisms that issue a grant. */
export type GrantingMechanism = z.infer<typeof grantingMechanismSchema>;
/** A consumer's way through one experience, as the platform sees it. */
export type JourneyState = z.infer<typeof journeySchema>;
/** Where a consumer stands in the sequence they were routed to. */
export type SequenceState = z.infer<typeof sequenceStateSchema>;
/** A distribution as a shopper sees it. */
export interface DistributionSummary extends z.infer<typeof distributionSchema> {}
/** A consumer's part in a distribution. */
export interface ConsumerState extends z.infer<typeof consumerStateSchema> {}
/** A grant with what it is for. */
export interface Grant extends z.infer<typeof grantSchema> {}
/** How a journey ended. */
export interface Outcome extends z.infer<typeof outcomeSchema> {}
/** Everything a consumer takes part in. */
export interface OwnState extends z.infer<typeof ownStateSchema> {}
/** A consumer as the merchant sees them. */
export interface ConsumerProfile extends z.infer<typeof consumerProfileSchema> {}
