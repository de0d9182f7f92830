import { nullish, object, optional, type Check } from './check.js';
import { count, grant, money, string } from './shapes.js';

/** Accepts what `auctionStateSchema` accepts from a tolerant reader. */
export const auctionState: Check = object({
  status: string,
  lastBidAmount: nullish(money),
  bidCount: optional(count),
  winningBidAmount: optional(money),
  admissionGrant: optional(grant),
  pollAfterMs: optional(count),
});
