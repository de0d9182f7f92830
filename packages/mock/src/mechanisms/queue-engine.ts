import type { QueueChange, QueueRefusal, QueueResult } from './queue-change.js';
import { createQueueLedger, type MovedPlace } from './queue-ledger.js';
import { mayReenter, type QueuePlace } from './queue-place.js';
import {
  admissionIntervalMs,
  queueLifecycle,
  wholeMs,
  type QueueLifecycle,
  type QueueRules,
} from './queue-rules.js';

/** Who does something, and when. */
export interface QueueCommand {
  readonly consumerId: string;
  /** Milliseconds since the epoch; never earlier than in the command before. */
  readonly now: number;
}

/** A queue without clock, network or randomness: time comes in with every command. */
export interface QueueEngine {
  readonly lifecycle: QueueLifecycle;
  /** Brings about what is due up to `now`, in order of time. */
  advance(now: number): readonly QueueChange[];
  /** When something happens next without anybody doing anything. */
  nextChangeAt(): number | null;
  /** With points, somebody passes a few of those at the end of the line who have fewer. */
  enter(command: QueueCommand & { readonly points?: number }): QueueResult;
  leave(command: QueueCommand): QueueResult;
  /** Ends an admission whose order was cancelled. */
  cancel(command: QueueCommand): QueueResult;
  /** Admits out of turn. */
  admit(command: QueueCommand): QueueResult;
  deny(command: QueueCommand & { readonly reason: string }): QueueResult;
  complete(command: QueueCommand): QueueResult;
  place(consumerId: string): QueuePlace | undefined;
  position(consumerId: string): number | null;
  /** Who waits, first in line first. */
  waiting(): readonly string[];
  /** Gives one consumer's place to another; where both have one, tells whose was kept. */
  move(move: { readonly from: string; readonly to: string }): MovedPlace;
}

/** The rules of a queue, read at every step so that they may change, and when it was set up. */
export interface QueueEngineOptions {
  readonly rules: () => QueueRules;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface Step {
  readonly at: number;
  readonly run: (at: number) => readonly QueueChange[];
}

/**
 * Creates a queue: first come, first served, but for points; one admission per interval while somebody waits and the queue
 * is open, the first of them one interval after the line formed.
 */
export function createQueueEngine({ rules, now }: QueueEngineOptions): QueueEngine {
  const ledger = createQueueLedger();
  let lifecycle = queueLifecycle(rules(), now);
  let lastAdmission = Number.NEGATIVE_INFINITY;
  let nextAdmission = Number.POSITIVE_INFINITY;
  let admissions = 0;
  let seen = now;

  const isExhausted = (): boolean => admissions >= (rules().maxAdmissions ?? Number.POSITIVE_INFINITY);

  function nextStep(): Step {
    const { opensAt, closesAt } = rules();
    const admits = ledger.waitingCount > 0 && lifecycle === 'open' && !isExhausted();
    const steps: readonly Step[] = [
      { at: lifecycle === 'scheduled' ? (opensAt ?? 0) : Infinity, run: open },
      // Closing goes before an admission of the same moment: the queue is open until closesAt, exclusively.
      { at: lifecycle === 'closed' ? Infinity : (closesAt ?? Infinity), run: close },
      { at: ledger.nextExpiry()?.at ?? Infinity, run: expireFirst },
      { at: admits ? wholeMs(nextAdmission) : Infinity, run: admitFirst },
    ];
    return steps.reduce((earliest, step) => (step.at < earliest.at ? step : earliest));
  }

  function open(at: number): readonly QueueChange[] {
    lifecycle = 'open';
    return [{ type: 'opened', at }];
  }

  function close(at: number): readonly QueueChange[] {
    lifecycle = 'closed';
    const denied = ledger.waiting().map((consumerId) => refuse(consumerId, { reason: 'QUEUE_CLOSED', at }));
    return [...denied, { type: 'closed', at, participants: ledger.participants }];
  }

  function expireFirst(at: number): readonly QueueChange[] {
    const first = ledger.nextExpiry();
    return first === undefined ? [] : [refuse(first.consumerId, { reason: 'ADMISSION_EXPIRED', at })];
  }

  function admitFirst(at: number): readonly QueueChange[] {
    const first = ledger.first();
    if (first === undefined) return [];
    lastAdmission = nextAdmission;
    nextAdmission += admissionIntervalMs(rules());
    return [grant(first, at)];
  }

  function grant(consumerId: string, at: number): QueueChange {
    const enteredAt = enteredAtOf(consumerId);
    const { admissionExpirationMs } = rules();
    const expiresAt = admissionExpirationMs === null ? null : at + admissionExpirationMs;
    admissions += 1;
    ledger.set(consumerId, { status: 'granted', enteredAt, grantedAt: at, expiresAt });
    return { type: 'admitted', at, consumerId, enteredAt, expiresAt };
  }

  function refuse(consumerId: string, { reason, at }: { reason: string; at: number }): QueueChange {
    ledger.set(consumerId, { status: 'denied', enteredAt: enteredAtOf(consumerId), deniedAt: at, reason });
    return { type: 'denied', at, consumerId, reason };
  }

  function finish({ consumerId, now: at }: QueueCommand): QueueChange {
    ledger.set(consumerId, { status: 'completed', enteredAt: enteredAtOf(consumerId), completedAt: at });
    return { type: 'completed', at, consumerId };
  }

  function enteredAtOf(consumerId: string): number {
    const place = ledger.place(consumerId);
    if (place === undefined) throw new Error('A consumer without a place cannot be admitted or denied.');
    return place.enteredAt;
  }

  function advance(until: number): QueueChange[] {
    const changes: QueueChange[] = [];
    for (let step = nextStep(); step.at <= until; step = nextStep()) {
      // Rules that were changed may date a step back; nothing happens before what already happened.
      changes.push(...step.run(Math.max(step.at, seen)));
    }
    seen = Math.max(seen, until);
    // Admissions that were held back do not come all at once when the limit is raised.
    if (isExhausted()) nextAdmission = Math.max(nextAdmission, seen);
    return changes;
  }

  function whyNot(at: number): QueueRefusal | undefined {
    const { opensAt, closesAt, capacity } = rules();
    if (lifecycle === 'closed') return { refused: 'closed' };
    if (lifecycle === 'scheduled') return { refused: 'not_open', retryAt: opensAt ?? at };
    if (ledger.waitingCount < (capacity ?? Infinity)) return undefined;
    return { refused: 'full', retryAt: isExhausted() ? closesAt : wholeMs(nextAdmission) };
  }

  const enter: QueueEngine['enter'] = ({ consumerId, now: at, points = 0 }) => {
    const changes = advance(at);
    const place = ledger.place(consumerId);
    if (place !== undefined && !mayReenter(place)) return { changes };
    const refusal = whyNot(at);
    if (refusal !== undefined) return { changes, refusal };
    if (ledger.waitingCount === 0) nextAdmission = Math.max(at, lastAdmission) + admissionIntervalMs(rules());
    ledger.queue(consumerId, { enteredAt: at, points });
    const position = ledger.position(consumerId) ?? ledger.waitingCount;
    return { changes: [...changes, { type: 'entered', at, consumerId, position }] };
  };

  function giveUp({ consumerId, now: at }: QueueCommand, why: 'left' | 'cancelled'): QueueResult {
    const changes = advance(at);
    const place = ledger.place(consumerId);
    if (place?.status !== 'queued' && place?.status !== 'granted') return { changes };
    const position = ledger.position(consumerId);
    ledger.set(consumerId, { status: 'left', enteredAt: place.enteredAt, leftAt: at, why });
    return { changes: [...changes, { type: 'left', at, consumerId, position }] };
  }

  /** The merchant's hand: what it does to each place, and what is already as wanted. */
  function intervene(command: QueueCommand, { done, from, act }: Intervention): QueueResult {
    const changes = advance(command.now);
    const status = ledger.place(command.consumerId)?.status;
    if (status === undefined) return { changes, refusal: { refused: 'not_in_queue' } };
    if (status === done) return { changes };
    if (!from.includes(status)) return { changes, refusal: { refused: 'ended' } };
    const result = act();
    return 'refused' in result ? { changes, refusal: result } : { changes: [...changes, result] };
  }

  return {
    get lifecycle(): QueueLifecycle {
      return lifecycle;
    },
    advance,
    nextChangeAt() {
      const { at } = nextStep();
      return Number.isFinite(at) ? at : null;
    },
    enter,
    leave: (command) => giveUp(command, 'left'),
    cancel: (command) => giveUp(command, 'cancelled'),
    admit: (command) =>
      intervene(command, {
        done: 'granted',
        from: ['queued'],
        act: () => (isExhausted() ? { refused: 'exhausted' } : grant(command.consumerId, command.now)),
      }),
    deny: ({ reason, ...command }) =>
      intervene(command, {
        done: 'denied',
        from: ['queued', 'granted'],
        act: () => refuse(command.consumerId, { reason, at: command.now }),
      }),
    complete: (command) =>
      intervene(command, {
        done: 'completed',
        from: ['granted'],
        act: () => finish(command),
      }),
    place: (consumerId) => ledger.place(consumerId),
    position: (consumerId) => ledger.position(consumerId),
    waiting: () => ledger.waiting(),
    move: (move) => ledger.move(move),
  };
}

interface Intervention {
  readonly done: QueuePlace['status'];
  readonly from: readonly QueuePlace['status'][];
  readonly act: () => QueueChange | QueueRefusal;
}
