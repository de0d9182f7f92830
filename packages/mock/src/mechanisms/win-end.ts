import type { AuctionChange, WinRefusal } from './auction-change.js';
import type { Bidder } from './auction-ledger.js';

/** What becomes of a win: it is bought, or it lapses. */
export type WinEnd = { readonly sale: 'completed' } | { readonly sale: 'lapsed'; readonly reason: string };

/** Tells why a win cannot end so, if it cannot; a win that ended so before can. */
export function whyNotConclude(bidder: Bidder | undefined, { sale }: WinEnd): WinRefusal | undefined {
  if (bidder === undefined) return { refused: 'not_taking_part' };
  const now = bidder.win?.sale;
  return now === 'open' || now === sale ? undefined : { refused: 'ended' };
}

/** Tells of a win's end. */
export function winEnded(
  end: WinEnd,
  who: { readonly at: number; readonly consumerId: string },
): AuctionChange {
  return end.sale === 'completed'
    ? { type: 'completed', ...who }
    : { type: 'lapsed', ...who, reason: end.reason };
}
