import type { WebhookEventData } from './event.js';
import type { WebhookEventType } from './event-types.js';

const at = '2026-01-15T10:00:00.000Z';
const soon = '2026-01-15T10:02:00.000Z';
const place = { sequenceId: 'seq_sample', experienceId: 'exp_sample' };
const consumer = { ...place, consumerId: 'cons_sample' };
const queueId = 'queue_sample';
const drawId = 'draw_sample';
const auctionId = 'auction_sample';
const distribution = { distributionId: queueId, distributionType: 'queue' } as const;
const order = { orderId: 'ord_sample', consumerId: 'cons_sample', amount: '129.00', currencyCode: 'EUR' };
const admissionToken = 'grant_that_admits_nobody_sample';
const user = { memberId: 'mem_sample', externalId: 'scim_sample' };

/** The `data` of one event of each type, for tests of receivers. Every id in it ends in `_sample` and names nothing. */
export const webhookEventSamples: { readonly [Type in WebhookEventType]: WebhookEventData<Type> } = {
  'queue.consumer.entered': { ...consumer, queueId, position: 42, enteredAt: at },
  'queue.consumer.admitted': {
    ...consumer,
    queueId,
    enteredAt: at,
    admittedAt: soon,
    admissionToken,
    waitTimeSeconds: 120,
  },
  'queue.consumer.completed': { ...consumer, queueId, completedAt: soon, orderId: order.orderId },
  'queue.consumer.left': { ...consumer, queueId, leftAt: soon, positionWhenLeft: 17 },
  'queue.consumer.denied': { ...consumer, queueId, deniedAt: soon, reason: 'BOT_SUSPECTED' },
  'draw.consumer.entered': { ...consumer, drawId, enteredAt: at, entrantNumber: 311 },
  'draw.consumer.won': { ...consumer, drawId, wonAt: soon, admissionToken, winnerPosition: 3 },
  'draw.consumer.lost': { ...consumer, drawId, lostAt: soon },
  'draw.completed': { ...place, drawId, completedAt: soon, totalEntrants: 1204, winnersSelected: 50 },
  'auction.bid.placed': {
    ...consumer,
    auctionId,
    bidId: 'bid_sample',
    bidAmount: '250.00',
    currencyCode: 'EUR',
    bidTime: at,
    isHighestBid: true,
  },
  'auction.bid.outbid': {
    ...consumer,
    auctionId,
    outbidAt: soon,
    previousBidAmount: '250.00',
    newHighBidAmount: '275.00',
  },
  'auction.consumer.won': {
    ...consumer,
    auctionId,
    wonAt: soon,
    winningBidAmount: '275.00',
    currencyCode: 'EUR',
    paymentToken: admissionToken,
  },
  'auction.settled': {
    ...place,
    auctionId,
    settledAt: soon,
    totalBids: 12,
    uniqueBidders: 5,
    winningBidAmount: '275.00',
    winnerId: consumer.consumerId,
  },
  'order.created': {
    ...order,
    createdAt: at,
    items: [{ productId: 'prd_sample', variantId: 'var_sample', quantity: 1 }],
  },
  'order.completed': { ...order, completedAt: soon },
  'order.cancelled': { orderId: order.orderId, cancelledAt: soon, reason: 'expired' },
  'consumer.created': {
    consumerId: consumer.consumerId,
    email: 'ada@example.com',
    phone: null,
    fullName: 'Ada Example',
    createdAt: at,
    source: 'otp',
  },
  'consumer.updated': { consumerId: consumer.consumerId, updatedAt: soon, changedFields: ['fullName'] },
  'consumer.deleted': { consumerId: consumer.consumerId, deletedAt: at },
  'distribution.updated': { ...distribution, updatedAt: soon, changedFields: ['admitRate'] },
  'distribution.opened': { ...distribution, openedAt: at },
  'distribution.closed': { ...distribution, closedAt: soon, totalParticipants: 1204 },
  'webhook.delivery.failed': {
    endpointId: 'whe_sample',
    endpointUrl: 'https://shop.example.com/webhooks',
    eventId: 'whk_sample',
    eventType: 'order.completed',
    retryCount: 2,
    lastError: 'status 503',
    willRetry: true,
  },
  'security.token_reuse': {
    consumerId: consumer.consumerId,
    sessionId: 'sess_sample',
    familyId: 'fam_sample',
    detectedAt: soon,
  },
  'user.provisioned': { ...user, provisionedAt: at, roles: ['analyst'] },
  'user.deprovisioned': { ...user, deprovisionedAt: soon, endedKeys: 1 },
};
