import type { WebhookEventType } from './event-types.js';

/**
 * Names of older guides for types of events, where it is plain which type is meant. Left out, because it is not:
 * `queue.admission_expired`, `queue.position_updated`, `queue.access_expired`, `draw.winners_selected`,
 * `draw.prize_claimed`, `auction.auction_ended`, `auction.winner_notified`, and everything that begins with
 * `experience.`, `admission.`, `consumer.authenticated` or `consumer.linked`.
 */
export const webhookTypeAliases: Readonly<Record<string, WebhookEventType>> = {
  'queue.consumer_entered': 'queue.consumer.entered',
  'queue.consumer_admitted': 'queue.consumer.admitted',
  'queue.access_granted': 'queue.consumer.admitted',
  'queue.consumer_left': 'queue.consumer.left',
  'queue.admission_completed': 'queue.consumer.completed',
  'draw.entry_created': 'draw.consumer.entered',
  'draw.winner_selected': 'draw.consumer.won',
  'auction.bid_placed': 'auction.bid.placed',
};
