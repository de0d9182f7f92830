import { createExpiryList, type Expiry } from './expiry-list.js';
import {
  timedReleasePlaceRank,
  type TimedReleasePart,
  type TimedReleasePlace,
} from './timed-release-place.js';

/** Who has which part in one timed release. */
export interface TimedReleaseLedger {
  /** How many consumers ever took part. */
  readonly participants: number;
  place(consumerId: string): TimedReleasePlace | undefined;
  /** The reservation that ends soonest. */
  nextExpiry(): Expiry | undefined;
  /** Writes down a new part. */
  enter(consumerId: string, place: TimedReleasePlace): void;
  /** Writes down how far the part of somebody who entered has come. */
  set(consumerId: string, part: TimedReleasePart): void;
  /** Gives one consumer's part to another; where both have one, tells whose was kept. */
  move(move: { readonly from: string; readonly to: string }): 'from' | 'to' | 'none';
}

/** Creates the ledger of a timed release that nobody has entered. */
export function createTimedReleaseLedger(): TimedReleaseLedger {
  const places = new Map<string, TimedReleasePlace>();
  const expiries = createExpiryList();

  function write(consumerId: string, place: TimedReleasePlace): void {
    places.set(consumerId, place);
    if (place.status === 'entered') expiries.set(consumerId, place.expiresAt);
    else expiries.remove(consumerId);
  }

  function forget(consumerId: string): void {
    places.delete(consumerId);
    expiries.remove(consumerId);
  }

  return {
    get participants(): number {
      return places.size;
    },
    place: (consumerId) => places.get(consumerId),
    nextExpiry: () => expiries.first(),
    enter: write,
    set(consumerId, part) {
      const place = places.get(consumerId);
      if (place === undefined)
        throw new Error('A consumer who never entered has no part in a timed release.');
      write(consumerId, { ...part, enteredAt: place.enteredAt, variantId: place.variantId });
    },
    move({ from, to }) {
      const [theirs, own] = [places.get(from), places.get(to)];
      if (theirs === undefined || from === to) return 'none';
      forget(from);
      if (own !== undefined && timedReleasePlaceRank(own) >= timedReleasePlaceRank(theirs)) return 'to';
      write(to, theirs);
      return 'from';
    },
  };
}
