import { createExpiryList, type Expiry } from './expiry-list.js';
import { loyaltyLead, passes } from './loyalty-lead.js';
import { placeRank, type QueuePlace } from './queue-place.js';
import { createWaitingLine } from './waiting-line.js';

/** Who stands where in one queue. */
export interface QueueLedger {
  /** How many consumers ever took part. */
  readonly participants: number;
  readonly waitingCount: number;
  place(consumerId: string): QueuePlace | undefined;
  position(consumerId: string): number | null;
  /** Who waits, first in line first. */
  waiting(): readonly string[];
  /** The first in line. */
  first(): string | undefined;
  /** The admission that ends soonest. */
  nextExpiry(): Expiry | undefined;
  /** Writes down a place and moves the consumer in or out of the line accordingly. */
  set(consumerId: string, place: QueuePlace): void;
  /** Puts somebody at the end of the line, and ahead of whom their points let them pass. */
  queue(consumerId: string, entry: { readonly enteredAt: number; readonly points: number }): void;
  /** Gives one consumer's place to another; where both have one, tells whose was kept. */
  move(move: { readonly from: string; readonly to: string }): MovedPlace;
}

/** Whose place was kept, when two consumers became one. */
export type MovedPlace = 'from' | 'to' | 'none';

/** Creates the ledger of an empty queue. */
export function createQueueLedger(): QueueLedger {
  const places = new Map<string, QueuePlace>();
  const expiries = createExpiryList();
  const line = createWaitingLine();

  function set(consumerId: string, place: QueuePlace): void {
    places.set(consumerId, place);
    if (place.status === 'queued') line.add(consumerId);
    else line.remove(consumerId);
    if (place.status === 'granted' && place.expiresAt !== null) expiries.set(consumerId, place.expiresAt);
    else expiries.remove(consumerId);
  }

  function forget(consumerId: string): void {
    places.delete(consumerId);
    expiries.remove(consumerId);
    line.remove(consumerId);
  }

  function better(from: string, to: string): boolean {
    const [theirs, own] = [places.get(from), places.get(to)];
    if (theirs === undefined || own === undefined) return theirs !== undefined;
    const difference = placeRank(theirs) - placeRank(own);
    if (difference !== 0) return difference > 0;
    const [ahead, behind] = [line.position(from), line.position(to)];
    return ahead !== null && behind !== null && ahead < behind;
  }

  return {
    get participants(): number {
      return places.size;
    },
    get waitingCount(): number {
      return line.size;
    },
    place: (consumerId) => places.get(consumerId),
    position: (consumerId) => line.position(consumerId),
    waiting: () => line.ids(),
    first: () => line.first(),
    nextExpiry: () => expiries.first(),
    set,
    queue(consumerId, entry) {
      set(consumerId, { status: 'queued', ...entry, overtaken: 0 });
      let lead = loyaltyLead(entry.points);
      line.promote(consumerId, (id) => {
        const ahead = places.get(id);
        if (ahead?.status !== 'queued' || lead === 0 || !passes(entry, ahead)) return false;
        lead -= 1;
        places.set(id, { ...ahead, overtaken: ahead.overtaken + 1 });
        return true;
      });
    },
    move({ from, to }) {
      const place = places.get(from);
      if (place === undefined || from === to) return 'none';
      if (!better(from, to)) {
        forget(from);
        return 'to';
      }
      forget(to);
      line.rename(from, to);
      forget(from);
      set(to, place);
      return 'from';
    },
  };
}
