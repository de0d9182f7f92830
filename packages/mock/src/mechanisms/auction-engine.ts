import type { Money } from '@fanfare/contract';
import { usualMoney } from '../state/money.js';
import type { AuctionChange, AuctionRefusal, AuctionResult, WinRefusal } from './auction-change.js';
import { createAuctionLedger, type AuctionLedger, type Bid } from './auction-ledger.js';
import { auctionPlaceOf, type AuctionPlace } from './auction-place.js';
import type { AuctionRules } from './auction-rules.js';
import { dutchPriceAfter, judgeDutchBid, nextDropAfter } from './dutch-auction.js';
import { whyNotConclude, winEnded, type WinEnd } from './win-end.js';
import { isLate, judgeEnglishBid, meetsReserve, minimumBid } from './english-auction.js';

/** Whether an auction takes bids; while it settles it takes no more, and nobody has won yet. */
export type AuctionLifecycle = 'scheduled' | 'open' | 'settling' | 'closed';

/** Who does something, and when. */
export interface AuctionCommand {
  readonly consumerId: string;
  /** Milliseconds since the epoch; never earlier than in the command before. */
  readonly now: number;
}

/** A bid; without an amount it accepts the price of a Dutch auction. */
export interface BidCommand extends AuctionCommand {
  readonly amount?: Money | undefined;
}

/** An auction without clock, network or randomness: time comes in with every command. */
export interface AuctionEngine {
  readonly lifecycle: AuctionLifecycle;
  /** When it stops taking bids, with the extension. */
  readonly closesAt: number;
  /** When the winners are named, with the extension. */
  readonly settlesAt: number;
  /** What a Dutch auction has come down to and an English one gone up to; before the first bid, what that must be. */
  readonly price: Money;
  /** How many may still win. */
  readonly remaining: number;
  readonly bids: AuctionLedger['bids'];
  /** When it was decided who wins; `undefined` until then. */
  readonly decidedAt: number | undefined;
  /** Of a Dutch auction, whose price falls, the first. */
  readonly highest: Bid | undefined;
  /** Brings about what is due up to `now`, in order of time. */
  advance(now: number): readonly AuctionChange[];
  /** When something happens next without anybody doing anything. */
  nextChangeAt(): number | null;
  enter(command: AuctionCommand): AuctionResult;
  /** Bids, and enters before where that is needed. */
  bid(command: BidCommand): AuctionResult;
  /** A winner bought. */
  complete(command: AuctionCommand): AuctionResult<WinRefusal>;
  /** A winner does not buy; nobody else gets the chance. */
  lapse(command: AuctionCommand & { readonly reason: string }): AuctionResult<WinRefusal>;
  /** Sends somebody away: a win lapses, and before it is decided who wins their bids are taken back. */
  deny(command: AuctionCommand & { readonly reason: string }): AuctionResult<WinRefusal>;
  place(consumerId: string): AuctionPlace | undefined;
  /** Gives one consumer's part to another; where both have one, tells whose win was kept. */
  move(move: { readonly from: string; readonly to: string }): 'from' | 'to' | 'none';
}

/** The rules of an auction, read at every step so that they may change, and when it was set up. */
export interface AuctionEngineOptions {
  readonly rules: () => AuctionRules;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface Step {
  readonly at: number;
  readonly run: (at: number) => readonly AuctionChange[];
}

/**
 * Creates an auction. English: bids rise, and the highest of as many bidders as there are things win when it
 * settles. Dutch: the price falls, and whoever accepts it first wins at once.
 */
export function createAuctionEngine({ rules, now }: AuctionEngineOptions): AuctionEngine {
  const ledger = createAuctionLedger();
  const opensAt = rules().opensAt;
  let lifecycle: AuctionLifecycle = opensAt !== null && now < opensAt ? 'scheduled' : 'open';
  let openedAt = opensAt ?? now;
  let extension: number | undefined;
  let decidedAt: number | undefined;
  let seen = now;

  const isDutch = (): boolean => rules().auctionType === 'dutch';
  const closesAt = (): number => rules().closesAt + (extension ?? 0);
  const settlesAt = (): number => Math.max(rules().settlesAt + (extension ?? 0), closesAt());
  const elapsed = (): number => (lifecycle === 'scheduled' ? 0 : (decidedAt ?? seen) - openedAt);
  const highestBid = (): Money | undefined => ledger.bids.at(-1)?.amount;
  const price = (): Money =>
    isDutch() ? dutchPriceAfter(rules(), elapsed()) : (highestBid() ?? minimumBid(rules(), undefined));
  const hasWon = (consumerId: string): boolean => ledger.find(consumerId)?.win !== undefined;
  const remaining = (): number => {
    if (isDutch()) return Math.max(0, rules().quantity - ledger.bids.length);
    return decidedAt === undefined ? rules().quantity : 0;
  };

  function nextStep(): Step {
    const isPending = lifecycle === 'scheduled' || lifecycle === 'open';
    const drop = lifecycle === 'open' && isDutch() ? nextDropAfter(rules(), elapsed()) : null;
    const steps: readonly Step[] = [
      { at: lifecycle === 'scheduled' ? (rules().opensAt ?? 0) : Infinity, run: open },
      { at: lifecycle === 'closed' ? Infinity : (rules().endsAt ?? Infinity), run: end },
      // Closing goes before a price drop of the same moment: it takes bids until closesAt, exclusively.
      { at: isPending ? closesAt() : Infinity, run: close },
      { at: lifecycle === 'settling' ? settlesAt() : Infinity, run: settle },
      { at: drop === null ? Infinity : openedAt + drop, run: dropPrice },
    ];
    return steps.reduce((earliest, step) => (step.at < earliest.at ? step : earliest));
  }

  function open(at: number): readonly AuctionChange[] {
    lifecycle = 'open';
    openedAt = at;
    return [{ type: 'opened', at }];
  }

  function dropPrice(at: number): readonly AuctionChange[] {
    return [{ type: 'price_dropped', at, price: price() }];
  }

  function close(at: number): readonly AuctionChange[] {
    lifecycle = 'settling';
    const closed: AuctionChange = { type: 'closed', at, participants: ledger.participants };
    // Whoever wins a Dutch auction has won already.
    return isDutch() ? [closed, ...decide(at)] : [closed];
  }

  function settle(at: number): readonly AuctionChange[] {
    const winning = ledger.leaders.filter(({ amount }) => meetsReserve(rules(), amount));
    return [
      ...winning.reverse().map(({ consumerId, amount }) => award(consumerId, { amount, at })),
      ...decide(at),
    ];
  }

  function end(at: number): readonly AuctionChange[] {
    const closed: AuctionChange = { type: 'closed', at, participants: ledger.participants };
    return lifecycle === 'settling' ? decide(at) : [closed, ...decide(at)];
  }

  function award(consumerId: string, { amount, at }: { amount: Money; at: number }): AuctionChange {
    ledger.win(consumerId, { amount, at, sale: 'open' });
    return { type: 'won', at, consumerId, amount };
  }

  /** From now on nobody wins who has not won. */
  function decide(at: number): readonly AuctionChange[] {
    lifecycle = 'closed';
    decidedAt = at;
    const bidders = ledger.bidders.filter(({ bidCount }) => bidCount > 0);
    const lost = bidders.filter(({ win }) => win === undefined);
    const winner = [...ledger.leaders].reverse().find(({ consumerId }) => hasWon(consumerId));
    const counts = { totalBids: ledger.bids.length, uniqueBidders: bidders.length };
    return [
      ...lost.map(({ consumerId }): AuctionChange => ({ type: 'lost', at, consumerId })),
      { type: 'settled', at, ...counts, winner },
    ];
  }

  function advance(until: number): AuctionChange[] {
    const changes: AuctionChange[] = [];
    for (let step = nextStep(); step.at <= until; step = nextStep()) {
      // Rules that were changed may date a step back; nothing happens before what already happened.
      seen = Math.max(step.at, seen);
      changes.push(...step.run(seen));
    }
    seen = Math.max(seen, until);
    return changes;
  }

  function enter({ consumerId, now: at }: AuctionCommand): AuctionResult {
    const changes = advance(at);
    if (ledger.find(consumerId) !== undefined) return { changes };
    const refusal = whyNot(at);
    if (refusal !== undefined) return { changes, refusal };
    ledger.enter(consumerId, at);
    return { changes: [...changes, { type: 'entered', at, consumerId }] };
  }

  function whyNot(at: number): AuctionRefusal | undefined {
    if (lifecycle === 'scheduled') return { refused: 'not_open', retryAt: rules().opensAt ?? at };
    return lifecycle === 'open' ? undefined : { refused: 'closed' };
  }

  function bid({ amount: offered, ...command }: BidCommand): AuctionResult {
    const due = advance(command.now);
    // Who accepted the price and asks again has what they asked for.
    if (isDutch() && hasWon(command.consumerId)) return { changes: due };
    const isSentAway = ledger.find(command.consumerId)?.sentAway !== undefined;
    const judged = isSentAway ? ({ refused: 'closed' } as const) : (whyNot(command.now) ?? judge(offered));
    if ('refused' in judged) return { changes: due, refusal: judged };
    const entered = enter(command).changes;
    return { changes: [...due, ...entered, ...take({ ...command, ...judged })] };
  }

  function judge(offered: Money | undefined): { readonly amount: Money } | AuctionRefusal {
    if (isDutch()) return judgeDutchBid(offered, price()) ?? { amount: price() };
    if (offered === undefined) return { refused: 'amount_missing' };
    return (
      judgeEnglishBid(offered, { rules: rules(), highest: highestBid() }) ?? { amount: usualMoney(offered) }
    );
  }

  function take({
    consumerId,
    amount,
    now: at,
  }: AuctionCommand & { amount: Money }): readonly AuctionChange[] {
    const bid = { consumerId, amount, at };
    const pushedOut = ledger.bid(bid, rules().quantity);
    const placed: AuctionChange = { type: 'bid', at, consumerId, bid };
    if (isDutch()) return [placed, award(consumerId, bid), ...(remaining() === 0 ? close(at) : [])];
    return [placed, ...(pushedOut === undefined ? [] : [outbid(pushedOut, bid)]), ...extend(at)];
  }

  function outbid(previous: Bid, { amount: highest, at }: Bid): AuctionChange {
    return { type: 'outbid', at, consumerId: previous.consumerId, amount: previous.amount, highest };
  }

  function extend(at: number): readonly AuctionChange[] {
    const { autoExtendMs } = rules();
    if (extension !== undefined || autoExtendMs === 0 || !isLate(at, closesAt())) return [];
    extension = autoExtendMs;
    return [{ type: 'extended', at, closesAt: closesAt() }];
  }

  function conclude({ consumerId, now: at }: AuctionCommand, end: WinEnd): AuctionResult<WinRefusal> {
    const changes = advance(at);
    const bidder = ledger.find(consumerId);
    const refusal = whyNotConclude(bidder, end);
    if (refusal !== undefined) return { changes, refusal };
    if (bidder?.win?.sale !== 'open') return { changes };
    ledger.win(consumerId, { ...bidder.win, ...end, endedAt: at });
    return { changes: [...changes, winEnded(end, { at, consumerId })] };
  }

  function deny({ reason, ...command }: AuctionCommand & { reason: string }): AuctionResult<WinRefusal> {
    const { consumerId, now: at } = command;
    const changes = advance(at);
    const bidder = ledger.find(consumerId);
    if (bidder === undefined || bidder.win !== undefined || decidedAt !== undefined) {
      const { changes: ended, ...result } = conclude(command, { sale: 'lapsed', reason });
      return { ...result, changes: [...changes, ...ended] };
    }
    if (bidder.sentAway !== undefined) return { changes };
    ledger.sendAway(consumerId, { at, reason, places: rules().quantity });
    return { changes: [...changes, winEnded({ sale: 'lapsed', reason }, { at, consumerId })] };
  }

  function place(consumerId: string): AuctionPlace | undefined {
    const bidder = ledger.find(consumerId);
    return (
      bidder &&
      auctionPlaceOf(bidder, {
        isDecided: lifecycle === 'closed',
        isLeading: ledger.leaders.some((leader) => leader === bidder.lastBid),
        meetsReserve: (amount) => meetsReserve(rules(), amount),
      })
    );
  }

  return {
    get lifecycle() {
      return lifecycle;
    },
    get closesAt() {
      return closesAt();
    },
    get settlesAt() {
      return settlesAt();
    },
    get price() {
      return price();
    },
    get remaining() {
      return remaining();
    },
    bids: ledger.bids,
    get decidedAt() {
      return decidedAt;
    },
    get highest() {
      return ledger.bids.at(isDutch() ? 0 : -1);
    },
    advance,
    nextChangeAt() {
      const { at } = nextStep();
      return Number.isFinite(at) ? at : null;
    },
    enter,
    bid,
    complete: (command) => conclude(command, { sale: 'completed' }),
    lapse: ({ reason, ...command }) => conclude(command, { sale: 'lapsed', reason }),
    deny,
    place,
    move: (move) => ledger.move(move, rules().quantity),
  };
}
