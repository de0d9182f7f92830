import { isFanfareError, type Clock } from '@fanfare/core';
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
  readonly onChange: (name: 'set' | 'stopped', auctionId: string, detail: string) => void;
}

/** How long to wait after a bid got lost on the way, in milliseconds. */
const againMs = 5_000;

/** Creates a rebidder without a rule. */
export function createRebidder({ clock, desk: own, bid, onChange }: RebidderOptions): Rebidder {
  let rule: (RebidRule & { readonly auctionId: string }) | undefined;
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

  const bidNow = async (amount: string): Promise<void> => {
    isBidding = true;
    try {
      await bid(amount);
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
    else if (next !== null) void bidNow(next);
  };

  return {
    begin(desk, given) {
      const { snapshot } = desk;
      if (!('rebid' in snapshot)) return;
      rule = { ...(given as RebidRule), auctionId: snapshot.distribution.id }; // by its rules
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
