import type { Money } from '@fanfare/contract';
import { usualMoney } from '../state/money.js';
import type { AuctionChange, AuctionRefusal, AuctionResult, WinRefusal } from './auction-change.js';
import { createAuctionLedger, type AuctionLedger, type Bidder } from './auction-ledger.js';
import { auctionPlaceOf, openWin, type AuctionPlace } from './auction-place.js';
import type { AuctionRules } from './auction-rules.js';
import { dutchPriceAfter, judgeDutchBid, nextDropAfter } from './dutch-auction.js';
import { isLate, judgeEnglishBid, meetsReserve } from './english-auction.js';

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
  /** What the price of a Dutch auction has come down to. */
  readonly price: Money;
  /** How many may still win at that price. */
  readonly remaining: number;
  readonly bids: AuctionLedger['bids'];
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
  let seen = now;

  const isDutch = (): boolean => rules().auctionType === 'dutch';
  const closesAt = (): number => rules().closesAt + (extension ?? 0);
  const settlesAt = (): number => Math.max(rules().settlesAt + (extension ?? 0), closesAt());
  const price = (): Money => dutchPriceAfter(rules(), seen - openedAt);
  const remaining = (): number => Math.max(0, rules().quantity - (isDutch() ? ledger.bids.length : 0));

  function nextStep(): Step {
    const isPending = lifecycle === 'scheduled' || lifecycle === 'open';
    const drop = lifecycle === 'open' && isDutch() ? nextDropAfter(rules(), seen - openedAt) : null;
    const steps: readonly Step[] = [
      { at: lifecycle === 'scheduled' ? (rules().opensAt ?? 0) : Infinity, run: open },
      { at: lifecycle === 'closed' ? Infinity : (rules().endsAt ?? Infinity), run: end },
      // Closing goes before a price drop of the same moment: it takes bids until closesAt, exclusively.
      { at: isPending ? closesAt() : Infinity, run: close },
      { at: lifecycle === 'settling' ? settlesAt() : Infinity, run: settle },
      { at: drop === null ? Infinity : openedAt + drop, run: (at) => [{ type: 'price_dropped', at, price: price() }] },
    ];
    return steps.reduce((earliest, step) => (step.at < earliest.at ? step : earliest));
  }

  function open(at: number): readonly AuctionChange[] {
    lifecycle = 'open';
    openedAt = at;
    return [{ type: 'opened', at }];
  }

  function close(at: number): readonly AuctionChange[] {
    lifecycle = 'settling';
    const closed: AuctionChange = { type: 'closed', at, participants: ledger.participants };
    // Whoever wins a Dutch auction has won already.
    return isDutch() ? [closed, ...decide(at)] : [closed];
  }

  function settle(at: number): readonly AuctionChange[] {
    const winning = ledger.leaders.filter(({ amount }) => meetsReserve(rules(), amount));
    return [...winning.reverse().map(({ consumerId, amount }) => award(consumerId, { amount, at })), ...decide(at)];
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
    const bidders = ledger.bidders.filter(({ bidCount }) => bidCount > 0);
    const lost = bidders.filter(({ win }) => win === undefined);
    const highest = ledger.bids.findLast(({ consumerId }) => ledger.find(consumerId)?.win !== undefined);
    const counts = { totalBids: ledger.bids.length, uniqueBidders: bidders.length };
    return [
      ...lost.map(({ consumerId }): AuctionChange => ({ type: 'lost', at, consumerId })),
      { type: 'settled', at, ...counts, winner: highest },
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

  function bid(command: BidCommand): AuctionResult {
    const due = advance(command.now);
    // Who won a Dutch auction and asks again has what they asked for.
    if (ledger.find(command.consumerId)?.win !== undefined) return { changes: due };
    const refusal = whyNot(command.now) ?? whyNotBid(command.amount);
    if (refusal !== undefined) return { changes: due, refusal };
    const entered = enter(command).changes;
    return { changes: [...due, ...entered, ...(isDutch() ? accept(command) : raise(command))] };
  }

  function whyNotBid(amount: Money | undefined): AuctionRefusal | undefined {
    if (isDutch()) return judgeDutchBid(amount, price());
    if (amount === undefined) return { refused: 'amount_missing' };
    return judgeEnglishBid(amount, { rules: rules(), highest: ledger.bids.at(-1)?.amount });
  }

  function accept({ consumerId, now: at }: BidCommand): readonly AuctionChange[] {
    const bid = { consumerId, amount: price(), at };
    ledger.bid(bid, rules().quantity);
    const won = award(consumerId, bid);
    return [{ type: 'bid', at, consumerId, bid }, won, ...(remaining() === 0 ? close(at) : [])];
  }

  function raise({ consumerId, now: at, amount = '0' }: BidCommand): readonly AuctionChange[] {
    const bid = { consumerId, amount: usualMoney(amount), at };
    const pushedOut = ledger.bid(bid, rules().quantity);
    return [
      { type: 'bid', at, consumerId, bid },
      ...(pushedOut === undefined ? [] : [outbid(pushedOut, bid)]),
      ...extend(at),
    ];
  }
