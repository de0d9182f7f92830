import type { DrawChange, DrawRefusal, DrawResult } from './draw-change.js';
import { createDrawLedger } from './draw-ledger.js';
import { drawEnds, type DrawPlace } from './draw-place.js';
import { drawLifecycle, entriesCloseAt, type DrawLifecycle, type DrawRules } from './draw-rules.js';
import { createDrawSelection } from './draw-selection.js';
import type { Chances } from './rank-entrants.js';

/** Who does something, and when. */
export interface DrawCommand {
  readonly consumerId: string;
  /** Milliseconds since the epoch; never earlier than in the command before. */
  readonly now: number;
}

/** A draw without clock, network or randomness: time and numbers come in from outside. */
export interface DrawEngine {
  readonly lifecycle: DrawLifecycle;
  /** The order in which entrants win stands. */
  readonly isDrawn: boolean;
  /** Brings about what is due up to `now`, in order of time. */
  advance(now: number): readonly DrawChange[];
  /** When something happens next without anybody doing anything. */
  nextChangeAt(): number | null;
  enter(command: DrawCommand): DrawResult;
  leave(command: DrawCommand): DrawResult;
  /** Ends a win whose order was cancelled. */
  cancel(command: DrawCommand): DrawResult;
  deny(command: DrawCommand & { readonly reason: string }): DrawResult;
  complete(command: DrawCommand): DrawResult;
  place(consumerId: string): DrawPlace | undefined;
  /** Gives one consumer's part to another; where both have one, tells whose was kept. */
  move(move: { readonly from: string; readonly to: string }): 'from' | 'to' | 'none';
}

/** The rules of a draw, read at every step so that they may change, and what decides who wins. */
export interface DrawEngineOptions extends Chances {
  readonly rules: () => DrawRules;
  /** When the draw was set up, in milliseconds since the epoch. */
  readonly now: number;
}

interface Step {
  readonly at: number;
  readonly run: (at: number) => readonly DrawChange[];
}

/** Creates a draw: everybody may enter once while it is open, and at one moment chance puts all entrants in an order. */
export function createDrawEngine({ rules, now, ...chances }: DrawEngineOptions): DrawEngine {
  const ledger = createDrawLedger();
  let stage = drawLifecycle(rules(), now);
  const selection = createDrawSelection({ ledger, rules, chances, isOver: stage === 'closed' });
  let entries = 0;
  let seen = now;

  function nextStep(): Step {
    const { opensAt, drawsAt, endsAt } = rules();
    const isBefore = stage === 'scheduled' || stage === 'open';
    const isSettling = stage === 'settling' && !selection.isOver;
    const steps: readonly Step[] = [
      { at: stage === 'scheduled' ? (opensAt ?? 0) : Infinity, run: open },
      { at: isBefore ? Math.min(entriesCloseAt(rules()), endsAt ?? Infinity) : Infinity, run: close },
      { at: isSettling ? (endsAt ?? Infinity) : Infinity, run: selection.callOff },
      { at: isSettling && !selection.isDrawn ? drawsAt : Infinity, run: draw },
      { at: selection.isDue ? 0 : Infinity, run: selection.select },
      { at: ledger.nextExpiry()?.at ?? Infinity, run: expireFirst },
    ];
    return steps.reduce((earliest, step) => (step.at < earliest.at ? step : earliest));
  }

  function open(at: number): readonly DrawChange[] {
    stage = 'open';
    return [{ type: 'opened', at }];
  }

  function close(at: number): readonly DrawChange[] {
    stage = 'settling';
    return [{ type: 'closed', at, participants: ledger.participants }];
  }

  function draw(): readonly DrawChange[] {
    selection.draw();
    return [];
  }

  function expireFirst(at: number): readonly DrawChange[] {
    const first = ledger.nextExpiry();
    return first === undefined ? [] : [deny(first.consumerId, { reason: drawEnds.expired, at })];
  }

  function deny(consumerId: string, { reason, at }: { reason: string; at: number }): DrawChange {
    ledger.set(consumerId, { status: 'denied', deniedAt: at, reason });
    return { type: 'denied', at, consumerId, reason };
  }

  function finish({ consumerId, now: at }: DrawCommand): DrawChange {
    ledger.set(consumerId, { status: 'completed', completedAt: at });
    return { type: 'completed', at, consumerId };
  }

  function advance(until: number): DrawChange[] {
    const changes: DrawChange[] = [];
    for (let step = nextStep(); step.at <= until; step = nextStep()) {
      // Rules that were changed may date a step back; nothing happens before what already happened.
      seen = Math.max(step.at, seen);
      changes.push(...step.run(seen));
    }
    seen = Math.max(seen, until);
    return changes;
  }

  function whyNot(at: number): DrawRefusal | undefined {
    const { opensAt, capacity } = rules();
    if (stage === 'scheduled') return { refused: 'not_open', retryAt: opensAt ?? at };
    if (stage !== 'open') return { refused: 'closed' };
    return ledger.entrantCount < (capacity ?? Infinity) ? undefined : { refused: 'full' };
  }

  function enter({ consumerId, now: at }: DrawCommand): DrawResult {
    const changes = advance(at);
    const status = ledger.place(consumerId)?.status;
    if (status !== undefined && status !== 'left') return { changes };
    const refusal = whyNot(at);
    if (refusal !== undefined) return { changes, refusal };
    entries += 1;
    ledger.enter(consumerId, at);
    return { changes: [...changes, { type: 'entered', at, consumerId, entrantNumber: entries }] };
  }

  function leave({ consumerId, now: at }: DrawCommand): DrawResult {
    const changes = advance(at);
    const status = ledger.place(consumerId)?.status;
    if (status === 'won') return { changes, refusal: { refused: 'won' } };
    if (status !== 'entered') return { changes };
    ledger.set(consumerId, { status: 'left', leftAt: at });
    return { changes: [...changes, { type: 'left', at, consumerId }, ...advance(at)] };
  }

  /** What others do to a part: from which status it goes, and which is already as wanted. */
  function intervene(command: DrawCommand, { done, from, act }: Intervention): DrawResult {
    const changes = advance(command.now);
    const status = ledger.place(command.consumerId)?.status;
    if (status === undefined) return { changes, refusal: { refused: 'not_in_draw' } };
    if (status === done) return { changes };
    if (!from.includes(status)) return { changes, refusal: { refused: 'ended' } };
    return { changes: [...changes, act(), ...advance(command.now)] };
  }

  return {
    get lifecycle(): DrawLifecycle {
      return selection.isOver ? 'closed' : stage;
    },
    get isDrawn(): boolean {
      return selection.isDrawn;
    },
    advance,
    nextChangeAt() {
      const { at } = nextStep();
      return Number.isFinite(at) ? Math.max(at, seen) : null;
    },
    enter,
    leave,
    cancel: ({ consumerId, now: at }) =>
      intervene(
        { consumerId, now: at },
        { done: 'denied', from: ['won'], act: () => deny(consumerId, { reason: drawEnds.cancelled, at }) },
      ),
    deny: ({ reason, ...command }) =>
      intervene(command, {
        done: 'denied',
        from: ['entered', 'won'],
        act: () => deny(command.consumerId, { reason, at: command.now }),
      }),
    complete: (command) =>
      intervene(command, { done: 'completed', from: ['won'], act: () => finish(command) }),
    place: (consumerId) => ledger.place(consumerId),
    move: (move) => ledger.move(move),
  };
}

interface Intervention {
  readonly done: DrawPlace['status'];
  readonly from: readonly DrawPlace['status'][];
  readonly act: () => DrawChange;
}
