import type { HandlersOf } from '../handler.js';
import { utcDay } from '../mechanisms/utc-day.js';
import { describeLoyaltyEntry } from '../state/describe-loyalty-entry.js';
import { createLoyalty } from '../state/loyalty.js';

/** The operations of this resource. */
type LoyaltyOperation = `loyalty.${'balance' | 'expirations' | 'history'}`;

/** How many changes a history has where it is not asked for a number. */
const usualLimit = 50;

const dayMs = 86_400_000;

/** Loyalty: the points of the shopper who asks. */
export const loyaltyHandlers: HandlersOf<LoyaltyOperation> = {
  'loyalty.balance': ({ context, principal: { tenant, consumerId } }) =>
    context.use(createLoyalty).balanceOf(tenant, consumerId),

  'loyalty.expirations': ({ context, principal: { tenant, consumerId }, query: { withinDays } }) => {
    const last = withinDays === undefined ? undefined : utcDay(context.clock.now() + withinDays * dayMs);
    const expiring = new Map<string, number>();
    for (const { expiresOn, points } of context.use(createLoyalty).bucketsOf(tenant, consumerId)) {
      if (expiresOn === null || (last !== undefined && expiresOn > last)) continue;
      expiring.set(expiresOn, (expiring.get(expiresOn) ?? 0) + points);
    }
    return [...expiring].map(([expiresOn, points]) => ({ expiresOn, points }));
  },

  'loyalty.history': ({ context, principal: { tenant, consumerId }, query: { limit = usualLimit } }) =>
    context.use(createLoyalty).transactionsOf(tenant, consumerId, { limit }).map(describeLoyaltyEntry),
};
