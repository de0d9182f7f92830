import { isFanfareError, type Clock } from '@fanfare/core';
import type { Turn } from '../polling/turn.js';
import type { SessionView } from '../session/session.js';
import type { JourneySnapshot } from './snapshot.js';
import { withAllowed } from './allowed-actions.js';
import { nextBid, type RebidRule } from './next-bid.js';
import type { KeptRule, RebidMemory } from './rebid-memory.js';

/** Bids again for whoever is outbid, up to what they allowed. */
export interface Rebidder {
  begin(desk: RebidDesk, rule: object): void;
  /** Ends it, and says why. */
  end(desk: RebidDesk, reason: string): void;
  /** Marks a snapshot with the rule that holds, also from before a reload; a rule ends with the bidding. */
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
  /** Who is signed in, and in which session: what they allowed is nobody else's money. */
  readonly session: () => Pick<SessionView, 'consumer' | 'epoch'>;
  /** Keeps a rule over reloads. */
  readonly memory: RebidMemory;
  readonly onSet: (rule: KeptRule, isRestored: boolean) => void;
  readonly onStopped: (auctionId: string, reason: string) => void;
}

/** How long to wait after a bid got lost on the way, or while another tab bids, in milliseconds. */
const againMs = 5_000;

/** Creates a rebidder without a rule. */
export function createRebidder(options: RebidderOptions): Rebidder {
  const { clock, desk: own, bid, memory, turn, refresh, session } = options;
  let rule: KeptRule | undefined;
  let ruler: string | undefined;
  let isRecalled = false;
  let isBidding = false;
  let cancelTimer = (): void => undefined;

  const drop = (reason: string): void => {
    if (rule === undefined) return;
    const { auctionId } = rule;
    rule = undefined;
    cancelTimer();
    memory.forget();
    options.onStopped(auctionId, reason);
  };

  const take = (next: KeptRule): void => {
    rule = next;
    ruler = session().consumer?.consumerId;
    memory.keep(next);
  };

  const isAt = (snapshot: JourneySnapshot): boolean =>
    'rebid' in snapshot && snapshot.distribution.id === rule?.auctionId;

  /** Goes on with a rule from before a reload, once it is known where the shopper stands. */
  const recall = (snapshot: JourneySnapshot): void => {
    if (isRecalled || snapshot.journeyStage !== 'routed') return;
    isRecalled = true;
    const kept = rule === undefined ? memory.recall(session().epoch) : undefined;
    if (kept === undefined) return;
    take(kept);
    if (isAt(snapshot)) options.onSet(kept, true);
  };

  const mark = (snapshot: JourneySnapshot): JourneySnapshot => {
    const { consumer, epoch } = session();
    if (rule !== undefined && consumer?.consumerId !== ruler) drop('over');
    if (rule !== undefined && rule.epoch !== epoch) take({ ...rule, epoch }); // another session of the same shopper
    recall(snapshot);
    const isHere = isAt(snapshot);
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
      const { epoch } = session();
      const next = { ...(given as RebidRule), auctionId: snapshot.distribution.id, epoch }; // by its rules
      take(next);
      options.onSet(next, false);
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
