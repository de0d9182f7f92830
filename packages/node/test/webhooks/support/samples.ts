import type { WebhookEventData, WebhookEventType } from '@fanfare/contract';

export const now = 1_700_000_000;
export const secret = 'whsec_c2FtcGxlIHNlY3JldCBmb3IgdGVzdHM';
export const oldSecret = 'whsec_b2xkIHNlY3JldCBmb3IgdGhlIHRlc3Rz';

const at = '2023-11-14T22:13:20.000Z';
const place = { sequenceId: 'seq_1', experienceId: 'exp_1' };
const consumer = { ...place, consumerId: 'con_1' };
const grant = 'grant-of-the-sample-0001';

/** A good `data` for every type of event. */
export const samples: { readonly [Type in WebhookEventType]: WebhookEventData<Type> } = {
  'queue.consumer.entered': { ...consumer, queueId: 'que_1', position: 7, enteredAt: at },
  'queue.consumer.admitted': {
    ...consumer,
    queueId: 'que_1',
    enteredAt: at,
    admittedAt: at,
    admissionToken: grant,
    waitTimeSeconds: 12.5,
  },
  'queue.consumer.completed': { ...consumer, queueId: 'que_1', completedAt: at, orderId: 'ord_1' },
  'queue.consumer.left': { ...consumer, queueId: 'que_1', leftAt: at, positionWhenLeft: null },
  'queue.consumer.denied': { ...consumer, queueId: 'que_1', deniedAt: at, reason: 'fraud' },
  'draw.consumer.entered': { ...consumer, drawId: 'drw_1', enteredAt: at, entrantNumber: 41 },
  'draw.consumer.won': { ...consumer, drawId: 'drw_1', wonAt: at, admissionToken: grant, winnerPosition: 1 },
  'draw.consumer.lost': { ...consumer, drawId: 'drw_1', lostAt: at },
  'draw.completed': { drawId: 'drw_1', completedAt: at, totalEntrants: 100, winnersSelected: 10 },
  'auction.bid.placed': {
    ...consumer,
    auctionId: 'auc_1',
    bidId: 'bid_1',
    bidAmount: '120.50',
    currencyCode: 'EUR',
    bidTime: at,
    isHighestBid: true,
  },
  'auction.bid.outbid': {
    ...consumer,
    auctionId: 'auc_1',
    outbidAt: at,
    previousBidAmount: '120.50',
    newHighBidAmount: '121.00',
  },
  'auction.consumer.won': {
    ...consumer,
    auctionId: 'auc_1',
    wonAt: at,
    winningBidAmount: '121.00',
    currencyCode: 'EUR',
    paymentToken: 'pay',
  },
  'auction.settled': {
    ...place,
    auctionId: 'auc_1',
    settledAt: at,
    totalBids: 0,
    uniqueBidders: 0,
    winningBidAmount: null,
    winnerId: null,
  },
  'order.created': {
    orderId: 'ord_1',
    createdAt: at,
    amount: '129.00',
    currencyCode: 'EUR',
    items: [{ productId: 'prd_1', variantId: 'var_1', quantity: 1 }],
  },
  'order.completed': {
    orderId: 'ord_1',
    consumerId: 'con_1',
    completedAt: at,
    amount: '129.00',
    currencyCode: 'EUR',
  },
  'order.cancelled': { orderId: 'ord_1', cancelledAt: at, reason: null },
  'consumer.created': { consumerId: 'con_1', email: 'a@example.com', createdAt: at, source: 'guest' },
  'consumer.updated': { consumerId: 'con_1', updatedAt: at, changedFields: ['email'] },
  'distribution.updated': {
    distributionId: 'que_1',
    distributionType: 'queue',
    updatedAt: at,
    changedFields: ['name'],
  },
  'distribution.opened': { distributionId: 'que_1', distributionType: 'queue', openedAt: at },
  'distribution.closed': {
    distributionId: 'que_1',
    distributionType: 'queue',
    closedAt: at,
    totalParticipants: 3,
  },
  'webhook.delivery.failed': {
    endpointId: 'end_1',
    endpointUrl: 'https://shop.example/webhooks',
    eventId: 'whk_0',
    eventType: 'order.completed',
    retryCount: 8,
    lastError: 'timeout',
    willRetry: false,
  },
};
