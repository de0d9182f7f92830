import { isFanfareError, type Clock } from '@fanfare/core';
import type { Turn } from '../polling/turn.js';
import type { JourneySnapshot } from './snapshot.js';
import { withAllowed } from './allowed-actions.js';
import { nextBid, type RebidRule } from './next-bid.js';

/** Bids again for whoever is outbid, up to what they allowed. */
export interface Rebidder {
  begin(desk: RebidDesk, rule: object): void;
  /** Ends it, and says why. */
  end(desk: RebidDesk, reason: string): void;
  /** Marks a snapshot with the rule that holds; a rule ends with the bidding. */
  mark(snapshot: JourneySnapshot): JourneySnapshot;
  /** Looks whether there is something to bid. */
  look(): void;
  stop(): void;
}

/** What is changed where a rule begins or ends. */
export interface RebidDesk {
  readonly snapshot: JourneySnapshot;
  show(snapshot: JourneySnapshot): void;
}

/** What a rebidder needs. */
export interface RebidderOptions {
  readonly clock: Clock;
  readonly desk: RebidDesk;
  readonly bid: (amount: string) => Promise<unknown>;
  /** Keeps tabs from bidding at the same moment: a shopper with a limit in each would outbid themselves. */
  readonly turn: Turn;
  /** Reads how the auction stands now. */
  readonly refresh: () => Promise<void>;
  /** Who is signed in: what they allowed is nobody else's money. */
  readonly consumerId: () => string | undefined;
  readonly onChange: (name: 'set' | 'stopped', auctionId: string, detail: string) => void;
}

/** How long to wait after a bid got lost on the way, or while another tab bids, in milliseconds. */
const againMs = 5_000;

/** Creates a rebidder without a rule. */
export function createRebidder(options: RebidderOptions): Rebidder {
  const { clock, desk: own, bid, onChange, turn, refresh, consumerId } = options;
  let rule: (RebidRule & { readonly auctionId: string; readonly consumerId: string | undefined }) | undefined;
  let isBidding = false;
  let cancelTimer = (): void => undefined;

  const drop = (reason: string): void => {
    if (rule === undefined) return;
    const { auctionId } = rule;
    rule = undefined;
    cancelTimer();
    onChange('stopped', auctionId, reason);
  };

  const mark = (snapshot: JourneySnapshot): JourneySnapshot => {
    if (rule !== undefined && consumerId() !== rule.consumerId) drop('over');
    const isHere = 'rebid' in snapshot && snapshot.distribution.id === rule?.auctionId;
    // While the place is looked for, as after a step of signing in, nothing is known to be over.
    if (!isHere && snapshot.journeyStage === 'routed') drop('over');
    if (!('rebid' in snapshot)) return snapshot;
    const rebid = rule === undefined ? null : { maxAmount: rule.maxAmount };
    return withAllowed({ ...snapshot, rebid });
  };

  const end: Rebidder['end'] = (desk, reason) => {
    drop(reason);
    desk.show(desk.snapshot);
  };

  /** Reads anew before it bids: another tab may have done so a moment ago. */
  const bidOnce = async (): Promise<void> => {
    await refresh();
    const next = rule === undefined ? null : nextBid(own.snapshot, rule);
    if (next === 'limit') end(own, 'limit_reached');
    else if (next !== null) await bid(next);
  };

  const bidNow = async (): Promise<void> => {
    isBidding = true;
    try {
      if (!(await turn(bidOnce))) cancelTimer = clock.setTimeout(look, againMs);
    } catch (error) {
      if (rule === undefined) return;
      const code = isFanfareError(error) ? error.code : 'internal_error';
      // The least that counts rose meanwhile: the view was read again, and the next look bids from there.
      if (code === 'bid_too_low') cancelTimer = clock.setTimeout(look, 0);
      else if (lost.includes(code) || (isFanfareError(error) && error.retryable)) {
        cancelTimer = clock.setTimeout(look, againMs);
      } else end(own, code);
    } finally {
      isBidding = false;
    }
  };

  const look = (): void => {
    if (rule === undefined || isBidding) return;
    const next = nextBid(own.snapshot, rule);
    if (next === 'limit') end(own, 'limit_reached');
    else if (next !== null) void bidNow();
  };

  return {
    begin(desk, given) {
      const { snapshot } = desk;
      if (!('rebid' in snapshot)) return;
      rule = { ...(given as RebidRule), auctionId: snapshot.distribution.id, consumerId: consumerId() }; // by its rules
      onChange('set', rule.auctionId, rule.maxAmount);
      desk.show(snapshot);
    },
    end,
    mark,
    look,
    stop() {
      rule = undefined;
      cancelTimer();
    },
  };
}

/** The codes that say nothing of what became of a bid. */
const lost: readonly string[] = ['network_error', 'timeout'];
