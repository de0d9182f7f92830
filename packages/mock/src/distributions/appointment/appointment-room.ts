import type {
  AppointmentChange,
  AppointmentRefusal,
  AppointmentResult,
} from '../../mechanisms/appointment-change.js';
import { createAppointmentBook, type AppointmentBook } from '../../mechanisms/appointment-book.js';
import { isActive, type SlotBooking } from '../../mechanisms/appointment-booking.js';
import { slotById, slotsBetween, type Slot } from '../../mechanisms/appointment-slots.js';
import { localDay, startOfDay } from '../../mechanisms/local-day.js';
import { confirmationCode } from '../../random/confirmation-code.js';
import { appointmentPhaseOf } from './appointment-phase.js';
import { appointmentRulesOf } from './appointment-rules-of.js';
import type { Meaning } from '../engine-adapter.js';
import { lifecycleEvent } from '../lifecycle-event.js';
import type { RoomChange, RoomCommand, RoomCore, RoomResult, RoomSetup, Standing } from '../room.js';

/** Which slot a consumer wants. */
export interface SlotWish extends RoomCommand {
  readonly slotId: string;
}

/** A slot, and who has a seat in it. */
export interface SeatedSlot {
  readonly slot: Slot;
  readonly seats: readonly SlotBooking[];
}

/** What an appointment can do besides what every distribution can. */
export interface AppointmentCore extends RoomCore {
  /** How many may book one slot. */
  readonly capacity: number;
  /** When the last of the slots ends that somebody has a booking to keep of, in milliseconds since the epoch. */
  readonly bookedUntil: number | null;
  book(wish: SlotWish): RoomResult<AppointmentRefusal>;
  reschedule(wish: SlotWish): RoomResult<AppointmentRefusal>;
  /** Gives back the booking of one slot. */
  giveBack(wish: SlotWish & { readonly reason?: string | undefined }): RoomResult<AppointmentRefusal>;
  checkIn(command: RoomCommand): RoomResult<AppointmentRefusal>;
  /** Notes that the consumer was served. */
  finish(command: RoomCommand): RoomResult<AppointmentRefusal>;
  /** A consumer's last booking, whatever became of it. */
  booking(consumerId: string): SlotBooking | undefined;
  /** The slots that begin in a span of time, the earliest first, and no more than `most`. */
  slots(span: { readonly from: number; readonly to: number; readonly most: number }): readonly SeatedSlot[];
  slot(id: string): SeatedSlot | undefined;
}

/** What the changes of an appointment mean, and how they are counted. */
const meanings: Readonly<Record<AppointmentChange['type'], readonly Meaning[]>> = {
  opened: [{ what: 'opened' }],
  closed: [{ what: 'closed' }],
  // Nobody has to agree to a booking: it is confirmed with its making.
  booked: [
    { what: 'entered', count: 'appointment_booked' },
    { what: 'noted', count: 'appointment_confirmed' },
  ],
  rescheduled: [{ what: 'noted', count: 'appointment_rescheduled' }],
  reminded: [{ what: 'noted', count: 'appointment_reminder' }],
  checked_in: [{ what: 'noted', count: 'appointment_checked_in' }],
  completed: [{ what: 'completed', count: 'appointment_completed' }],
  cancelled: [{ what: 'left', count: 'appointment_cancelled' }],
  no_show: [{ what: 'noted', count: 'appointment_no_show' }],
};

/** Opens an appointment as a distribution among others. */
export function openAppointmentRoom(setup: RoomSetup<'appointment'>): AppointmentCore {
  const { context, row } = setup;
  const firstAt = startOfDay(localDay(row.createdAt, row.timeZone), row.timeZone);
  const rules = (): ReturnType<typeof appointmentRulesOf> => appointmentRulesOf(row, firstAt);
  const engine: AppointmentBook = createAppointmentBook({ rules, now: context.clock.now() });

  const toChanges = (change: AppointmentChange): readonly RoomChange[] =>
    meanings[change.type].map((meaning) => ({
      ...meaning,
      at: change.at,
      ...('booking' in change && {
        consumerId: change.booking.consumerId,
        fields: { slotId: change.booking.slot.id },
        ...(change.booking.reason !== undefined && { reason: change.booking.reason }),
      }),
      ...((change.type === 'opened' || change.type === 'closed') && {
        tell: () => lifecycleEvent('appointment', change, setup),
      }),
    }));
  const toResult = ({ changes, refusal }: AppointmentResult): RoomResult<AppointmentRefusal> => ({
    changes: changes.flatMap(toChanges),
    ...(refusal !== undefined && { refusal }),
  });
  const toCommon = ({ changes, refusal }: AppointmentResult): RoomResult => ({
    changes: changes.flatMap(toChanges),
    ...(refusal !== undefined && {
      refusal: { refused: refusal.refused === 'not_booked' ? 'not_taking_part' : 'ended' },
    }),
  });
  const seated = (slot: Slot): SeatedSlot => ({ slot, seats: engine.seats(slot.id) });

  return {
    get lifecycle() {
      return engine.lifecycle;
    },
    get capacity() {
      return rules().capacity;
    },
    get bookedUntil() {
      return engine.bookedUntil();
    },
    advance: (now) => engine.advance(now).flatMap(toChanges),
    nextChangeAt: () => engine.nextChangeAt(),
    standing(consumerId) {
      const booking = engine.booking(consumerId);
      return booking && standingOf(booking);
    },
    phase: ({ consumerId, afresh }) =>
      appointmentPhaseOf({
        row,
        ...setup.whereabouts(),
        lifecycle: engine.lifecycle,
        booking: engine.booking(consumerId),
        afresh,
      }),
    book: (wish) =>
      toResult(engine.book({ ...wish, id: context.newId('booking'), confirmationCode: confirmationCode() })),
    reschedule: (wish) => toResult(engine.reschedule(wish)),
    giveBack: (wish) => toResult(engine.cancel(wish)),
    checkIn: (command) => toResult(engine.checkIn(command)),
    finish: (command) => toResult(engine.complete(command)),
    leave: (command) => toCommon(engine.cancel(command)),
    cancel: (command) => toCommon(engine.cancel(command)),
    deny: (command) => toCommon(engine.cancel(command)),
    complete: (command) => toCommon(engine.complete(command)),
    booking: (consumerId) => engine.booking(consumerId),
    slots: (span) => slotsBetween(rules(), span).map(seated),
    slot(id) {
      const slot = slotById(rules(), id);
      return slot && seated(slot);
    },
    move: (move) => engine.move(move),
  };
}

function standingOf(booking: SlotBooking): Standing {
  const { status, reached } = booking;
  return {
    status,
    isActive: isActive(booking) || status === 'completed',
    mayReenter: !isActive(booking),
    ...(reached.completed !== undefined && { completedAt: reached.completed }),
  };
}
