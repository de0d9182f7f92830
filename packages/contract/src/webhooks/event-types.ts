/** The types of webhook events, in the platform's own spelling. */
export const webhookEventTypes = [
  'queue.consumer.entered',
  'queue.consumer.admitted',
  'queue.consumer.completed',
  'queue.consumer.left',
  'queue.consumer.denied',
  'draw.consumer.entered',
  'draw.consumer.won',
  'draw.consumer.lost',
  'draw.completed',
  'auction.bid.placed',
  'auction.bid.outbid',
  'auction.consumer.won',
  'auction.settled',
  'order.created',
  'order.completed',
  'order.cancelled',
  'consumer.created',
  'consumer.updated',
  'consumer.deleted',
  'distribution.updated',
  'distribution.opened',
  'distribution.closed',
  'webhook.delivery.failed',
  'security.token_reuse',
  'user.provisioned',
  'user.deprovisioned',
] as const;

/** The type of a webhook event that this version knows. */
export type WebhookEventType = (typeof webhookEventTypes)[number];
