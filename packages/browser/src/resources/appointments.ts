import {
  appointmentRoutes,
  type Appointment,
  type AppointmentId,
  type AppointmentSlots,
  type Booking,
  type BookSlot,
  type CancelBooking,
  type CancelledBooking,
  type ListSlots,
  type OwnBooking,
  type RescheduleBooking,
  type RescheduledBooking,
} from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { list, nullish, object } from './check/check.js';
import { distribution } from './check/distribution.js';
import { count, id as anyId, string, timestamp } from './check/shapes.js';
import { fits, type Fits } from './fits.js';
import { dayForm, idForm, textForm } from './forms.js';

/** Reads appointments, and books slots of them for the shopper. */
export interface Appointments {
  /**
   * Reads an appointment; works without a session. Only `id` and `name` of the answer are checked, the rest is handed
   * on as it came: it is for display.
   *
   * @throws `NotFoundError` `not_found`
   */
  get(appointmentId: AppointmentId, options?: CallOptions): Promise<Appointment>;
  /**
   * Lists the slots of some days, both included; works without a session.
   *
   * @param days - `startDate` and `endDate` as in `"2026-11-22"`; in `timezone`, by default the appointment's own.
   * @throws `RequestError` `invalid_request`; `NotFoundError` `not_found`
   */
  slots(appointmentId: AppointmentId, days: ListSlots, options?: CallOptions): Promise<AppointmentSlots>;
  /**
   * Books a slot; booking the same one again changes nothing.
   *
   * @throws `SessionError` `not_authenticated`; `ConflictError` `slot_full`, or `conflict` where the shopper has
   *   another slot; `NotFoundError` `not_found`
   */
  book(appointmentId: AppointmentId, slot: BookSlot, options?: CallOptions): Promise<Booking>;
  /**
   * Gives a booking back.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`; `ConflictError` `conflict`
   */
  cancel(
    appointmentId: AppointmentId,
    booking: CancelBooking,
    options?: CallOptions,
  ): Promise<CancelledBooking>;
  /**
   * Reads the shopper's last booking, whatever became of it.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  me(appointmentId: AppointmentId, options?: CallOptions): Promise<OwnBooking>;
  /**
   * Moves a booking to another slot; the old one is kept where the new one is full.
   *
   * @throws `SessionError` `not_authenticated`; `ConflictError` `slot_full`, `conflict`; `NotFoundError` `not_found`
   */
  reschedule(
    appointmentId: AppointmentId,
    slot: RescheduleBooking,
    options?: CallOptions,
  ): Promise<RescheduledBooking>;
}

const place = textForm(1, 128);
const dayRules: Fits = fits({
  forms: { startDate: dayForm, endDate: dayForm, timezone: textForm(1, 64) },
  needed: ['startDate', 'endDate'],
});
const slot = { slotId: idForm, locationId: place };
const slotRules = { needed: ['slotId'], nullable: ['locationId'] };
const bookRules: Fits = fits({ ...slotRules, forms: slot });
const cancelRules: Fits = fits({ ...slotRules, forms: { ...slot, reason: textForm(1, 500) } });

const moveRules: Fits = fits({
  forms: { newSlotId: idForm, newLocationId: place },
  needed: ['newSlotId'],
  nullable: ['newLocationId'],
});

const slots = object({
  slots: list(object({ id: anyId, startTime: timestamp, endTime: timestamp, available: count })),
});
const proof = { bookingId: anyId, confirmationCode: string, status: string };
const booked = object({ ...proof, slotId: anyId, startTime: timestamp, endTime: timestamp });
const own = object({ booking: nullish(object(proof)) });
const moved = object({ ...proof, previousSlotId: anyId, newSlotId: anyId });
const cancelled = object({ bookingId: anyId });

/**
 * Creates the part of a client that deals with appointments.
 *
 * @example
 * ```ts
 * import { createAppointments } from '@fanfare/browser/appointments';
 * import { connect } from '@fanfare/browser/session';
 *
 * const appointments = createAppointments(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const days = { startDate: '2026-11-22', endDate: '2026-11-23' };
 * const { slots } = await appointments.slots('appt_1', days);
 * const free = slots.find(({ available }) => available > 0);
 * if (free !== undefined) await appointments.book('appt_1', { slotId: free.id });
 * ```
 */
export function createAppointments(connection: Connection): Appointments {
  const ask = createAsk(connection);
  const routes = appointmentRoutes;

  return {
    get: (id, options) => ask<Appointment>(routes.get, { id, check: distribution, options }),
    slots: (id, query, options) =>
      ask<AppointmentSlots>(routes.slots, { id, query, rules: dayRules, check: slots, options }),
    book: (id, body, options) =>
      ask<Booking>(routes.book, { id, body, rules: bookRules, check: booked, options }),
    cancel: (id, body, options) =>
      ask<CancelledBooking>(routes.cancel, { id, body, rules: cancelRules, check: cancelled, options }),
    me: (id, options) => ask<OwnBooking>(routes.me, { id, check: own, options }),
    reschedule: (id, body, options) =>
      ask<RescheduledBooking>(routes.reschedule, { id, body, rules: moveRules, check: moved, options }),
  };
}
