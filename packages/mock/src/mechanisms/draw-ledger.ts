import { drawPlaceRank, type DrawPart, type DrawPlace } from './draw-place.js';
import { createExpiryList, type Expiry } from './expiry-list.js';
import { createWaitingLine } from './waiting-line.js';

/** Who stands where in one draw. */
export interface DrawLedger {
  /** How many consumers ever took part. */
  readonly participants: number;
  /** How many entries may still win. */
  readonly entrantCount: number;
  place(consumerId: string): DrawPlace | undefined;
  /** How many have this status now. */
  count(status: DrawPlace['status']): number;
  /** Whose entries may still win: in order of entry, after the draw in the order in which they were drawn. */
  entrants(): readonly string[];
  /** Who wins next. */
  firstEntrant(): string | undefined;
  /** Puts the entrants into the order in which they were drawn. */
  rank(order: readonly string[]): void;
  /** The win that ends soonest. */
  nextExpiry(): Expiry | undefined;
  enter(consumerId: string, enteredAt: number): void;
  /** Writes down how far the part of somebody who entered has come. */
  set(consumerId: string, part: DrawPart): void;
  /** Gives one consumer's part to another; where both have one, tells whose was kept. */
  move(move: { readonly from: string; readonly to: string }): 'from' | 'to' | 'none';
}

/** Creates the ledger of a draw that nobody has entered. */
export function createDrawLedger(): DrawLedger {
  const places = new Map<string, DrawPlace>();
  const counts = new Map<DrawPlace['status'], number>();
  const expiries = createExpiryList();
  let line = createWaitingLine();

  const count = (status: DrawPlace['status']): number => counts.get(status) ?? 0;

  function forget(consumerId: string): void {
    const place = places.get(consumerId);
    if (place === undefined) return;
    counts.set(place.status, count(place.status) - 1);
    places.delete(consumerId);
    expiries.remove(consumerId);
    line.remove(consumerId);
  }

  function write(consumerId: string, place: DrawPlace): void {
    const before = places.get(consumerId);
    if (before !== undefined) counts.set(before.status, count(before.status) - 1);
    counts.set(place.status, count(place.status) + 1);
    places.set(consumerId, place);
    if (place.status === 'entered') line.add(consumerId);
    else line.remove(consumerId);
    if (place.status === 'won' && place.expiresAt !== null) expiries.set(consumerId, place.expiresAt);
    else expiries.remove(consumerId);
  }

  function better(from: string, to: string): boolean {
    const [theirs, own] = [places.get(from), places.get(to)];
    if (theirs === undefined || own === undefined) return theirs !== undefined;
    const difference = drawPlaceRank(theirs) - drawPlaceRank(own);
    if (difference !== 0) return difference > 0;
    const [ahead, behind] = [line.position(from), line.position(to)];
    return ahead !== null && behind !== null && ahead < behind;
  }

  return {
    get participants(): number {
      return places.size;
    },
    get entrantCount(): number {
      return line.size;
    },
    place: (consumerId) => places.get(consumerId),
    count,
    entrants: () => line.ids(),
    firstEntrant: () => line.first(),
    rank(order) {
      line = createWaitingLine();
      order.forEach(line.add);
    },
    nextExpiry: () => expiries.first(),
    enter: (consumerId, enteredAt) => write(consumerId, { status: 'entered', enteredAt }),
    set(consumerId, part) {
      const place = places.get(consumerId);
      if (place === undefined) throw new Error('A consumer without an entry has no part in a draw.');
      write(consumerId, { ...part, enteredAt: place.enteredAt });
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
      write(to, place);
      return 'from';
    },
  };
}
