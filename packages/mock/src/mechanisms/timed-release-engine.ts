import type { TimedReleaseChange, TimedReleaseRefusal, TimedReleaseResult } from './timed-release-change.js';
import { createTimedReleaseLedger } from './timed-release-ledger.js';
import { mayReenterRelease, reservationExpired, type TimedReleasePlace } from './timed-release-place.js';
import {
  timedReleaseLifecycle,
  type TimedReleaseLifecycle,
  type TimedReleaseRules,
} from './timed-release-rules.js';

/** Who does something, and when. */
export interface TimedReleaseCommand {
  readonly consumerId: string;
  /** Milliseconds since the epoch; never earlier than in the command before. */
  readonly now: number;
}

/** What a timed release sells from, by variant; `null` stands for a release that offers no variants. */
export interface ReleaseStock {
  /** Holds one piece; `false` where none is left. */
  hold(variantId: string | null): boolean;
  /** Gives a held piece back. */
  giveBack(variantId: string | null): void;
  /** Hands a held piece over for good. */
  sell(variantId: string | null): void;
}

/** A timed release without clock, network or randomness: time comes in with every command. */
export interface TimedReleaseEngine {
  readonly lifecycle: TimedReleaseLifecycle;
  /** Brings about what is due up to `now`, in order of time. */
  advance(now: number): readonly TimedReleaseChange[];
  /** When something happens next without anybody doing anything. */
  nextChangeAt(): number | null;
  /** Holds a piece of the first of these variants that is left. */
  enter(
    command: TimedReleaseCommand & { readonly variantIds: readonly (string | null)[] },
  ): TimedReleaseResult;
  leave(command: TimedReleaseCommand): TimedReleaseResult;
  /** Ends a part whose order was cancelled. */
  cancel(command: TimedReleaseCommand): TimedReleaseResult;
  deny(command: TimedReleaseCommand & { readonly reason: string }): TimedReleaseResult;
  complete(command: TimedReleaseCommand): TimedReleaseResult;
  /** Lets an order hold what is held for the consumer; returns the undo. */
  handOver(consumerId: string): () => void;
  place(consumerId: string): TimedReleasePlace | undefined;
  /** Gives one consumer's part to another; where both have one, tells whose was kept. */
  move(move: { readonly from: string; readonly to: string }): 'from' | 'to' | 'none';
}

/** The rules of a timed release, read at every step so that they may change, and what it sells from. */
export interface TimedReleaseEngineOptions {
  readonly rules: () => TimedReleaseRules;
  readonly stock: ReleaseStock;
  /** When the release was set up, in milliseconds since the epoch. */
  readonly now: number;
}

interface Step {
  readonly at: number;
  readonly run: (at: number) => readonly TimedReleaseChange[];
}

/** Creates a timed release: first come, first served, one piece each, while the stock lasts. */
export function createTimedReleaseEngine(options: TimedReleaseEngineOptions): TimedReleaseEngine {
  const { rules, stock, now } = options;
  const ledger = createTimedReleaseLedger();
  let lifecycle = timedReleaseLifecycle(rules(), now);
  let seen = now;

  function nextStep(): Step {
    const { opensAt, closesAt } = rules();
    const steps: readonly Step[] = [
      { at: lifecycle === 'scheduled' ? (opensAt ?? 0) : Infinity, run: open },
      { at: lifecycle === 'closed' ? Infinity : (closesAt ?? Infinity), run: close },
      { at: ledger.nextExpiry()?.at ?? Infinity, run: expireFirst },
    ];
    return steps.reduce((earliest, step) => (step.at < earliest.at ? step : earliest));
  }

  function open(at: number): readonly TimedReleaseChange[] {
    lifecycle = 'open';
    return [{ type: 'opened', at }];
  }

  function close(at: number): readonly TimedReleaseChange[] {
    lifecycle = 'closed';
    return [{ type: 'closed', at, participants: ledger.participants }];
  }

  function expireFirst(at: number): readonly TimedReleaseChange[] {
    const first = ledger.nextExpiry();
    return first === undefined ? [] : [refuse(first.consumerId, { reason: reservationExpired, at })];
  }

  function giveBack(place: TimedReleasePlace | undefined): void {
    if (place?.status === 'entered' && place.isHeld) stock.giveBack(place.variantId);
  }

  function refuse(consumerId: string, { reason, at }: { reason: string; at: number }): TimedReleaseChange {
    giveBack(ledger.place(consumerId));
    ledger.set(consumerId, { status: 'denied', deniedAt: at, reason });
    return { type: 'denied', at, consumerId, reason };
  }

  function finish({ consumerId, now: at }: TimedReleaseCommand): TimedReleaseChange {
    const place = ledger.place(consumerId);
    if (place?.status === 'entered' && place.isHeld) stock.sell(place.variantId);
    ledger.set(consumerId, { status: 'completed', completedAt: at });
    return { type: 'completed', at, consumerId };
  }

  function advance(until: number): TimedReleaseChange[] {
    const changes: TimedReleaseChange[] = [];
    for (let step = nextStep(); step.at <= until; step = nextStep()) {
      // Rules that were changed may date a step back; nothing happens before what already happened.
      seen = Math.max(step.at, seen);
      changes.push(...step.run(seen));
    }
    seen = Math.max(seen, until);
    return changes;
  }

  function whyNot(at: number): TimedReleaseRefusal | undefined {
    if (lifecycle === 'closed') return { refused: 'closed' };
    return lifecycle === 'open' ? undefined : { refused: 'not_open', retryAt: rules().opensAt ?? at };
  }

  const enter: TimedReleaseEngine['enter'] = ({ consumerId, now: at, variantIds }) => {
    const changes = advance(at);
    const place = ledger.place(consumerId);
    if (place !== undefined && !mayReenterRelease(place)) return { changes };
    const refusal = whyNot(at);
    if (refusal !== undefined) return { changes, refusal };
    const variantId = variantIds.find((wanted) => stock.hold(wanted));
    if (variantId === undefined) return { changes, refusal: { refused: 'sold_out' } };
    const expiresAt = at + rules().reservationMs;
    ledger.enter(consumerId, { status: 'entered', enteredAt: at, variantId, expiresAt, isHeld: true });
    return { changes: [...changes, { type: 'entered', at, consumerId, expiresAt }] };
  };

  function giveUp(
    { consumerId, now: at }: TimedReleaseCommand,
    why: 'left' | 'cancelled',
  ): TimedReleaseResult {
    const changes = advance(at);
    const place = ledger.place(consumerId);
    if (place?.status !== 'entered') return { changes };
    giveBack(place);
    ledger.set(consumerId, { status: 'left', leftAt: at, why });
    return { changes: [...changes, { type: 'left', at, consumerId }] };
  }

  /** What others do to a part that is under way, and the status that is already as wanted. */
  function intervene(
    command: TimedReleaseCommand,
    { done, act }: { done: TimedReleasePlace['status']; act: () => TimedReleaseChange },
  ): TimedReleaseResult {
    const changes = advance(command.now);
    const status = ledger.place(command.consumerId)?.status;
    if (status === undefined) return { changes, refusal: { refused: 'not_in_release' } };
    if (status === done) return { changes };
    if (status !== 'entered') return { changes, refusal: { refused: 'ended' } };
    return { changes: [...changes, act()] };
  }

  return {
    get lifecycle(): TimedReleaseLifecycle {
      return lifecycle;
    },
    advance,
    nextChangeAt() {
      const { at } = nextStep();
      return Number.isFinite(at) ? Math.max(at, seen) : null;
    },
    enter,
    leave: (command) => giveUp(command, 'left'),
    cancel: (command) => giveUp(command, 'cancelled'),
    deny: ({ reason, ...command }) =>
      intervene(command, {
        done: 'denied',
        act: () => refuse(command.consumerId, { reason, at: command.now }),
      }),
    complete: (command) => intervene(command, { done: 'completed', act: () => finish(command) }),
    handOver(consumerId) {
      const place = ledger.place(consumerId);
      if (place?.status !== 'entered' || !place.isHeld) return () => {};
      stock.giveBack(place.variantId);
      ledger.set(consumerId, { ...place, isHeld: false });
      return () => ledger.set(consumerId, { ...place, isHeld: stock.hold(place.variantId) });
    },
    place: (consumerId) => ledger.place(consumerId),
    move(move) {
      const [theirs, own] = [ledger.place(move.from), ledger.place(move.to)];
      const kept = ledger.move(move);
      if (kept !== 'none') giveBack(kept === 'from' ? own : theirs);
      return kept;
    },
  };
}
