import { hasBetterClaim, isActive, type BookingStatus, type SlotBooking } from './appointment-booking.js';
import type { AppointmentChange, AppointmentRefusal, AppointmentResult } from './appointment-change.js';
import {
  appointmentLifecycle,
  type AppointmentLifecycle,
  type AppointmentRules,
} from './appointment-rules.js';
import { slotById, type Slot } from './appointment-slots.js';
import { createBookingLedger } from './booking-ledger.js';
import type { MovedPlace } from './queue-ledger.js';

/** Who does something, and when. */
export interface AppointmentCommand {
  readonly consumerId: string;
  /** Milliseconds since the epoch; never earlier than in the command before. */
  readonly now: number;
}

/** The slot that a command is about. */
export interface SlotCommand extends AppointmentCommand {
  readonly slotId: string;
}

/** An appointment without clock, network or randomness: time, ids and codes come in with every command. */
export interface AppointmentBook {
  readonly lifecycle: AppointmentLifecycle;
  /** Brings about what is due up to `now`, in order of time. */
  advance(now: number): readonly AppointmentChange[];
  /** When something happens next without anybody doing anything. */
  nextChangeAt(): number | null;
  book(command: SlotCommand & { readonly id: string; readonly confirmationCode: string }): AppointmentResult;
  /** Moves a booking to another slot, or leaves it where it is. */
  reschedule(command: SlotCommand): AppointmentResult;
  /** Gives a booking back, where a slot is named only that one. */
  cancel(
    command: AppointmentCommand & { readonly slotId?: string; readonly reason?: string | undefined },
  ): AppointmentResult;
  checkIn(command: AppointmentCommand): AppointmentResult;
  complete(command: AppointmentCommand): AppointmentResult;
  /** A consumer's last booking, whatever became of it. */
  booking(consumerId: string): SlotBooking | undefined;
  /** The bookings that hold a seat of a slot, or held it to its end. */
  seats(slotId: string): readonly SlotBooking[];
  /** When the last of the slots ends that somebody has a booking to keep of. */
  bookedUntil(): number | null;
  /** Gives one consumer's bookings to another; where both have one to keep, tells whose was kept. */
  move(move: { readonly from: string; readonly to: string }): MovedPlace;
}

/** The rules of an appointment, read at every step so that they may change, and when it was set up. */
export interface AppointmentBookOptions {
  readonly rules: () => AppointmentRules;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface Step {
  readonly at: number;
  readonly run: (at: number) => readonly AppointmentChange[];
}

/** Creates an appointment: one booking to keep for each consumer, no more of them in a slot than it has seats. */
export function createAppointmentBook({ rules, now }: AppointmentBookOptions): AppointmentBook {
  const ledger = createBookingLedger();
  let lifecycle = appointmentLifecycle(rules(), now);
  let seen = now;

  function nextStep(): Step {
    const { opensAt, closesAt } = rules();
    const due = ledger.nextDue();
    const steps: readonly Step[] = [
      { at: lifecycle === 'scheduled' ? (opensAt ?? 0) : Infinity, run: open },
      // What is due for a booking goes before the close: the last slot may end at that very moment.
      { at: due?.at ?? Infinity, run: (at) => (due === undefined ? [] : meetDue(due.booking, at)) },
      { at: lifecycle === 'closed' ? Infinity : (closesAt ?? Infinity), run: close },
    ];
    return steps.reduce((earliest, step) => (step.at < earliest.at ? step : earliest));
  }

  function open(at: number): readonly AppointmentChange[] {
    lifecycle = 'open';
    return [{ type: 'opened', at }];
  }

  function close(at: number): readonly AppointmentChange[] {
    lifecycle = 'closed';
    const cancelled = ledger
      .active()
      .map((booking) => turn(booking, { to: 'cancelled', at, reason: 'CLOSED' }));
    return [...cancelled, { type: 'closed', at, participants: ledger.participants }];
  }

  function meetDue(booking: SlotBooking, at: number): readonly AppointmentChange[] {
    if (at >= booking.slot.endsAt) {
      return [turn(booking, { to: booking.status === 'checked_in' ? 'completed' : 'no_show', at })];
    }
    ledger.set(booking, at);
    return [{ type: 'reminded', at, booking }];
  }

  function turn(before: SlotBooking, { to, at, reason }: Turn): AppointmentChange {
    const booking = { ...before, status: to, reached: { ...before.reached, [to]: at }, reason };
    ledger.set(booking, at);
    return { type: to, at, booking };
  }

  function advance(until: number): AppointmentChange[] {
    const changes: AppointmentChange[] = [];
    for (let step = nextStep(); step.at <= until; step = nextStep()) {
      // Rules that were changed may date a step back; nothing happens before what already happened.
      changes.push(...step.run(Math.max(step.at, seen)));
      seen = Math.max(seen, step.at);
    }
    seen = Math.max(seen, until);
    return changes;
  }

  function seek({ slotId, now: at }: SlotCommand): Slot | AppointmentRefusal {
    const current = rules();
    if (lifecycle === 'closed') return { refused: 'closed' };
    if (lifecycle === 'scheduled') return { refused: 'not_open', retryAt: current.opensAt ?? at };
    const slot = slotById(current, slotId);
    if (slot === undefined) return { refused: 'unknown_slot' };
    if (slot.startsAt <= at) return { refused: 'past' };
    return ledger.seats(slotId).length < current.capacity ? slot : { refused: 'full' };
  }

  function activeOf(consumerId: string): SlotBooking | undefined {
    const booking = ledger.last(consumerId);
    return booking !== undefined && isActive(booking) ? booking : undefined;
  }

  /** Turns a consumer's last booking to a status, if it is in one of those before it. */
  function turnLast(
    { consumerId, now: at }: AppointmentCommand,
    { to, from, slotId, reason }: Wish,
  ): AppointmentResult {
    const changes = advance(at);
    const booking = ledger.last(consumerId);
    if (booking === undefined || (slotId ?? booking.slot.id) !== booking.slot.id) {
      return { changes, refusal: { refused: 'not_booked' } };
    }
    if (booking.status === to) return { changes };
    if (!from.includes(booking.status)) return { changes, refusal: { refused: 'ended' } };
    return { changes: [...changes, turn(booking, { to, at, reason })] };
  }

  return {
    get lifecycle() {
      return lifecycle;
    },
    advance,
    nextChangeAt() {
      const { at } = nextStep();
      return Number.isFinite(at) ? at : null;
    },
    book({ id, confirmationCode, ...command }) {
      const { consumerId, now: at } = command;
      const changes = advance(at);
      const own = activeOf(consumerId);
      if (own?.slot.id === command.slotId) return { changes };
      const slot = seek(command);
      if ('refused' in slot) return { changes, refusal: slot };
      if (own !== undefined) return { changes, refusal: { refused: 'already_booked' } };
      const booking: SlotBooking = {
        id,
        consumerId,
        confirmationCode,
        slot,
        status: 'booked',
        bookedAt: at,
        reached: {},
      };
      ledger.set(booking, at);
      return { changes: [...changes, { type: 'booked', at, booking }] };
    },
    reschedule(command) {
      const { consumerId, now: at } = command;
      const changes = advance(at);
      const own = activeOf(consumerId);
      if (own === undefined) return { changes, refusal: { refused: 'not_booked' } };
      if (own.slot.id === command.slotId) return { changes };
      if (own.status === 'checked_in' || own.slot.startsAt <= at)
        return { changes, refusal: { refused: 'ended' } };
      const slot = seek(command);
      if ('refused' in slot) return { changes, refusal: slot };
      const booking = { ...own, slot };
      ledger.set(booking, at);
      return { changes: [...changes, { type: 'rescheduled', at, booking, previousSlotId: own.slot.id }] };
    },
    cancel: ({ slotId, reason, ...command }) =>
      turnLast(command, { to: 'cancelled', from: ['booked', 'checked_in'], slotId, reason }),
    checkIn: (command) => turnLast(command, { to: 'checked_in', from: ['booked'] }),
    complete: (command) => turnLast(command, { to: 'completed', from: ['booked', 'checked_in'] }),
    booking: (consumerId) => ledger.last(consumerId),
    seats: (slotId) => ledger.seats(slotId),
    bookedUntil: () =>
      ledger.active().reduce<number | null>((last, { slot }) => Math.max(last ?? 0, slot.endsAt), null),
    move({ from, to }) {
      const last = ledger.last(from);
      if (last === undefined || from === to) return 'none';
      const [own, theirs] = [activeOf(to), activeOf(from)];
      if (own !== undefined && theirs !== undefined) {
        turn(hasBetterClaim(theirs, own) ? own : theirs, { to: 'cancelled', at: seen, reason: 'MERGED' });
      }
      ledger.rename({ from, to });
      const kept = ledger.last(to);
      if (kept !== undefined) ledger.set(kept, seen);
      return kept?.id === last.id ? 'from' : 'to';
    },
  };
}

interface Turn {
  readonly to: Exclude<BookingStatus, 'booked'>;
  readonly at: number;
  readonly reason?: string | undefined;
}

interface Wish extends Pick<Turn, 'to' | 'reason'> {
  readonly from: readonly BookingStatus[];
  readonly slotId?: string | undefined;
}
