import * as z from 'zod/mini';
import type {
  ConsumerId,
  DistributionId,
  ExperienceId,
  FamilyId,
  MemberId,
  OrderId,
  ProductId,
  SequenceId,
  SessionId,
  VariantId,
  WebhookEndpointId,
  WebhookEventId,
} from '../ids.js';
import { mechanismSchema } from '../schemas/consumers.js';
import { admissionGrant, count, currencyCode, id, money, timestamp } from '../schemas/shapes.js';
import type { WebhookEventType } from './event-types.js';

const place = { sequenceId: id<SequenceId>(), experienceId: id<ExperienceId>() };
const consumer = { ...place, consumerId: id<ConsumerId>() };
const wholePlace = { sequenceId: z.optional(id<SequenceId>()), experienceId: z.optional(id<ExperienceId>()) };
const queueId = id<DistributionId>();
const drawId = id<DistributionId>();
const auctionId = id<DistributionId>();
const distribution = { distributionId: id<DistributionId>(), distributionType: mechanismSchema };
const items = z.array(z.object({ productId: id<ProductId>(), variantId: id<VariantId>(), quantity: count }));
const user = { memberId: id<MemberId>(), externalId: z.nullable(z.string()) };
const nullableText = z.optional(z.nullable(z.string()));

/** The `data` of each type of event. */
export const webhookEventData = {
  'queue.consumer.entered': z.object({ ...consumer, queueId, position: count, enteredAt: timestamp }),
  'queue.consumer.admitted': z.object({
    ...consumer,
    queueId,
    enteredAt: timestamp,
    admittedAt: timestamp,
    admissionToken: admissionGrant,
    waitTimeSeconds: z.number(),
  }),
  'queue.consumer.completed': z.object({
    ...consumer,
    queueId,
    completedAt: timestamp,
    orderId: z.optional(z.nullable(id<OrderId>())),
  }),
  'queue.consumer.left': z.object({
    ...consumer,
    queueId,
    leftAt: timestamp,
    positionWhenLeft: z.nullable(count),
  }),
  'queue.consumer.denied': z.object({ ...consumer, queueId, deniedAt: timestamp, reason: z.string() }),
  'draw.consumer.entered': z.object({ ...consumer, drawId, enteredAt: timestamp, entrantNumber: count }),
  'draw.consumer.won': z.object({
    ...consumer,
    drawId,
    wonAt: timestamp,
    admissionToken: admissionGrant,
    winnerPosition: count,
  }),
  'draw.consumer.lost': z.object({ ...consumer, drawId, lostAt: timestamp }),
  'draw.completed': z.object({
    ...wholePlace,
    drawId,
    completedAt: timestamp,
    totalEntrants: count,
    winnersSelected: count,
  }),
  'auction.bid.placed': z.object({
    ...consumer,
    auctionId,
    bidId: id<string>(),
    bidAmount: money,
    currencyCode,
    bidTime: timestamp,
    isHighestBid: z.boolean(),
  }),
  'auction.bid.outbid': z.object({
    ...consumer,
    auctionId,
    outbidAt: timestamp,
    previousBidAmount: money,
    newHighBidAmount: money,
  }),
  'auction.consumer.won': z.object({
    ...consumer,
    auctionId,
    wonAt: timestamp,
    winningBidAmount: money,
    currencyCode,
    paymentToken: z.string(),
  }),
  'auction.settled': z.object({
    ...wholePlace,
    auctionId,
    settledAt: timestamp,
    totalBids: count,
    uniqueBidders: count,
    winningBidAmount: z.nullable(money),
    winnerId: z.nullable(id<ConsumerId>()),
  }),
  'order.created': z.object({
    orderId: id<OrderId>(),
    consumerId: z.optional(id<ConsumerId>()),
    createdAt: timestamp,
    amount: money,
    currencyCode,
    items,
  }),
  'order.completed': z.object({
    orderId: id<OrderId>(),
    consumerId: id<ConsumerId>(),
    completedAt: timestamp,
    amount: money,
    currencyCode,
  }),
  'order.cancelled': z.object({
    orderId: id<OrderId>(),
    cancelledAt: timestamp,
    reason: z.nullable(z.string()),
  }),
  'consumer.created': z.object({
    consumerId: id<ConsumerId>(),
    email: nullableText,
    phone: nullableText,
    fullName: nullableText,
    createdAt: timestamp,
    source: z.string(),
  }),
  'consumer.updated': z.object({
    consumerId: id<ConsumerId>(),
    updatedAt: timestamp,
    changedFields: z.array(z.string()),
  }),
  'consumer.deleted': z.object({ consumerId: id<ConsumerId>(), deletedAt: timestamp }),
  'distribution.updated': z.object({
    ...distribution,
    updatedAt: timestamp,
    changedFields: z.array(z.string()),
  }),
  'distribution.opened': z.object({ ...distribution, openedAt: timestamp }),
  'distribution.closed': z.object({ ...distribution, closedAt: timestamp, totalParticipants: count }),
  'webhook.delivery.failed': z.object({
    endpointId: id<WebhookEndpointId>(),
    endpointUrl: z.string(),
    eventId: id<WebhookEventId>(),
    eventType: z.string(),
    retryCount: count,
    lastError: z.string(),
    willRetry: z.boolean(),
  }),
  'security.token_reuse': z.object({
    consumerId: id<ConsumerId>(),
    sessionId: id<SessionId>(),
    familyId: id<FamilyId>(),
    detectedAt: timestamp,
  }),
  'user.provisioned': z.object({ ...user, provisionedAt: timestamp, roles: z.array(z.string()) }),
  'user.deprovisioned': z.object({ ...user, deprovisionedAt: timestamp, endedKeys: count }),
} as const satisfies Record<WebhookEventType, z.ZodMiniType>;
