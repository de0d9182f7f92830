import type { Money } from '@fanfare/contract';

/** One bid. */
export interface Bid {
  consumerId: string;
  readonly amount: Money;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What a consumer won, and what became of it. */
export interface Win {
  readonly amount: Money;
  readonly at: number;
  readonly sale: 'open' | 'completed' | 'lapsed';
  /** When it was bought or lapsed. */
  readonly endedAt?: number;
  /** Why it lapsed. */
  readonly reason?: string;
}

/** A consumer's part in an auction. */
export interface Bidder {
  readonly consumerId: string;
  readonly enteredAt: number;
  /** Numbers those who bid, in the order of their first bids; names them to the others. */
  readonly number: number | undefined;
  readonly bidCount: number;
  readonly lastBid: Bid | undefined;
  readonly win: Win | undefined;
  /** When and why somebody was sent away before it was decided who wins; the bids are gone then. */
  readonly sentAway: { readonly at: number; readonly reason: string } | undefined;
}

/** Who takes part in one auction, and what was bid. Bids only ever rise, so that the latest is the highest. */
export interface AuctionLedger {
  /** In order of time. */
  readonly bids: readonly Bid[];
  readonly bidders: readonly Bidder[];
  /** The latest bids of those who would win, the highest last. */
  readonly leaders: readonly Bid[];
  readonly participants: number;
  find(consumerId: string): Bidder | undefined;
  enter(consumerId: string, at: number): void;
  /** Writes down a bid by somebody who entered; returns the bid that it pushed out of the lead. */
  bid(bid: Bid, places: number): Bid | undefined;
  win(consumerId: string, win: Win): void;
  /** Takes back the bids of somebody who may not win. */
  sendAway(
    consumerId: string,
    why: { readonly at: number; readonly reason: string; readonly places: number },
  ): void;
  /** Gives one consumer's part to another; where both have one, tells whose win was kept. */
  move(move: { readonly from: string; readonly to: string }, places: number): 'from' | 'to' | 'none';
}

/** Creates the ledger of an auction that nobody entered yet. */
export function createAuctionLedger(): AuctionLedger {
  const bids: Bid[] = [];
  const bidders = new Map<string, Bidder>();
  let leaders: Bid[] = [];
  let numbered = 0;

  function set(bidder: Bidder): void {
    bidders.set(bidder.consumerId, bidder);
  }

  function known(consumerId: string): Bidder {
    const bidder = bidders.get(consumerId);
    if (bidder === undefined) throw new Error('Somebody who did not enter the auction cannot bid or win.');
    return bidder;
  }

  return {
    bids,
    get bidders(): readonly Bidder[] {
      return [...bidders.values()];
    },
    get leaders(): readonly Bid[] {
      return leaders;
    },
    get participants(): number {
      return bidders.size;
    },
    find: (consumerId) => bidders.get(consumerId),
    enter(consumerId, enteredAt) {
      const none = {
        number: undefined,
        bidCount: 0,
        lastBid: undefined,
        win: undefined,
        sentAway: undefined,
      };
      set({ consumerId, enteredAt, ...none });
    },
    bid(bid, places) {
      const bidder = known(bid.consumerId);
      const number = bidder.number ?? (numbered += 1);
      bids.push(bid);
      set({ ...bidder, number, bidCount: bidder.bidCount + 1, lastBid: bid });
      leaders = [...leaders.filter((leader) => leader !== bidder.lastBid), bid];
      return leaders.length > places ? leaders.shift() : undefined;
    },
    win: (consumerId, win) => set({ ...known(consumerId), win }),
    sendAway(consumerId, { places, ...sentAway }) {
      set({ ...known(consumerId), bidCount: 0, lastBid: undefined, sentAway });
      const kept = bids.filter((bid) => bid.consumerId !== consumerId);
      bids.splice(0, bids.length, ...kept);
      leaders = leadersOf(bids, places);
    },
    move({ from, to }, places) {
      const [theirs, own] = [bidders.get(from), bidders.get(to)];
      if (theirs === undefined || from === to) return 'none';
      for (const bid of bids) if (bid.consumerId === from) bid.consumerId = to;
      bidders.delete(from);
      const lastBid = [...bids].reverse().find(({ consumerId }) => consumerId === to);
      set(own === undefined ? { ...theirs, consumerId: to } : { ...joined(own, theirs), lastBid });
      leaders = leadersOf(bids, places);
      return own === undefined || rank(theirs.win) > rank(own.win) ? 'from' : 'to';
    },
  };
}

function joined(own: Bidder, theirs: Bidder): Omit<Bidder, 'lastBid'> {
  const numbers = [own.number, theirs.number].filter((number) => number !== undefined);
  return {
    consumerId: own.consumerId,
    enteredAt: Math.min(own.enteredAt, theirs.enteredAt),
    number: numbers.length === 0 ? undefined : Math.min(...numbers),
    bidCount: own.bidCount + theirs.bidCount,
    win: rank(theirs.win) > rank(own.win) ? theirs.win : own.win,
    // A person who was sent away does not get back in by signing in as someone else.
    sentAway: own.sentAway ?? theirs.sentAway,
  };
}

/** Tells which of two wins of one person to keep: the one with the higher number. */
function rank(win: Win | undefined): number {
  if (win === undefined) return 0;
  return { lapsed: 1, open: 2, completed: 3 }[win.sale];
}

/** The latest bids of as many bidders as there are places, the highest last. */
function leadersOf(bids: readonly Bid[], places: number): Bid[] {
  const leading = new Map<string, Bid>();
  for (let index = bids.length - 1; index >= 0 && leading.size < places; index -= 1) {
    const bid = bids[index];
    if (bid !== undefined && !leading.has(bid.consumerId)) leading.set(bid.consumerId, bid);
  }
  return [...leading.values()].reverse();
}
