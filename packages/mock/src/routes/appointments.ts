import type { ConsumerId } from '@fanfare/contract';
import { createDistributions, type RoomOf } from '../distributions/distributions.js';
import { actInAppointment } from '../distributions/appointment/act-in-appointment.js';
import { appointmentOf, bookingOf, slotOf } from '../distributions/appointment/describe-appointment.js';
import { guardEntry } from '../distributions/guard-entry.js';
import { isSeenBy } from '../distributions/is-seen-by.js';
import { slotsOf } from '../distributions/appointment/slots-of.js';
import type { MockContext } from '../context.js';
import type { HandlersOf } from '../handler.js';
import type { SlotBooking } from '../mechanisms/appointment-booking.js';
import { refuse } from '../refusal.js';
import type { Tenant } from '../tenant.js';

/** The operations of this resource. */
type AppointmentOperation = `appointments.${'get' | 'slots' | 'book' | 'cancel' | 'me' | 'reschedule'}`;

/** Appointments: slots that a shopper books, moves and gives back. */
export const appointmentHandlers: HandlersOf<AppointmentOperation> = {
  'appointments.get': ({ context, principal: { tenant }, params }) =>
    appointmentOf(roomOf(context, { tenant, ...params }).row),

  'appointments.slots': ({ context, principal: { tenant }, params, query }) => {
    const room = roomOf(context, { tenant, ...params });
    const { timezone, slots } = slotsOf(room, query);
    const showing = { now: context.clock.now(), timezone };
    return { slots: slots.map((seated) => slotOf(room, { ...seated, ...showing })) };
  },

  'appointments.book': ({ context, principal: { tenant, consumerId }, params, body }) => {
    const room = roomOf(context, { tenant, ...params });
    guardLocation(room, body.locationId);
    guardEntry(context, { room, consumerId });
    const wish = { consumerId, slotId: body.slotId };
    actInAppointment(context, { room, run: (core, now) => core.book({ ...wish, now }) });
    return bookingOf(room, lastBooking(room, consumerId));
  },

  'appointments.cancel': ({ context, principal: { tenant, consumerId }, params, body }) => {
    const room = roomOf(context, { tenant, ...params });
    guardLocation(room, body.locationId);
    const wish = { consumerId, slotId: body.slotId, reason: body.reason };
    actInAppointment(context, { room, run: (core, now) => core.giveBack({ ...wish, now }) });
    return { bookingId: lastBooking(room, consumerId).id, message: 'The booking is cancelled.' };
  },

  'appointments.me': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, consumerId, ...params });
    const booking = room.core.booking(consumerId);
    if (booking === undefined) return { booking: null };
    const { createdAt: _, ...shown } = bookingOf(room, booking);
    return { booking: shown };
  },

  'appointments.reschedule': ({ context, principal: { tenant, consumerId }, params, body }) => {
    const room = roomOf(context, { tenant, ...params });
    guardLocation(room, body.newLocationId);
    const before = room.core.booking(consumerId);
    actInAppointment(context, {
      room,
      run: (core, now) => core.reschedule({ consumerId, slotId: body.newSlotId, now }),
    });
    const { id, slot, confirmationCode, status } = lastBooking(room, consumerId);
    const previousSlotId = before?.slot.id ?? slot.id;
    return { bookingId: id, previousSlotId, newSlotId: slot.id, confirmationCode, status };
  },
};

interface AppointmentAddress {
  readonly tenant: Tenant;
  readonly appointmentId: string;
  /** Who asks how their part ended. */
  readonly consumerId?: ConsumerId;
}

function roomOf(
  context: MockContext,
  { tenant, consumerId, appointmentId }: AppointmentAddress,
): RoomOf<'appointment'> {
  const room = context.use(createDistributions).findOf(tenant, 'appointment', appointmentId);
  return isSeenBy(room, consumerId) ? room : refuse('not_found', 'There is no such appointment.');
}

/** An appointment is in one place at most. */
function guardLocation({ row }: RoomOf<'appointment'>, locationId: string | null | undefined): void {
  if (locationId == null || locationId === row.locationId) return;
  refuse('not_found', 'The appointment has no such location.');
}

function lastBooking({ core }: RoomOf<'appointment'>, consumerId: string): SlotBooking {
  const booking = core.booking(consumerId);
  if (booking === undefined) throw new Error('A booking that was just made or changed is not there.');
  return booking;
}
