import type { AdminAppointmentSlot, Attendee, SlotAttendee } from '@fanfare/contract/admin';
import { actInAppointment } from '../../distributions/appointment/act-in-appointment.js';
import type { SeatedSlot } from '../../distributions/appointment/appointment-room.js';
import { locationOf } from '../../distributions/appointment/describe-appointment.js';
import type { RoomOf } from '../../distributions/distributions.js';
import { slotsOf } from '../../distributions/appointment/slots-of.js';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import type { SlotBooking } from '../../mechanisms/appointment-booking.js';
import { refuse } from '../../refusal.js';
import { createConsumers } from '../../state/consumers.js';
import { isoTime } from '../../state/iso-time.js';
import { appointmentRoom } from './appointments.js';

/** The operations of this resource. */
type SlotOperation =
  | 'admin.appointments.slots.list'
  | 'admin.appointments.attendees.list'
  | 'admin.appointments.attendees.remove';

/** The slots of appointments, and who comes, as a merchant looks into them. */
export const adminAppointmentSlotHandlers: HandlersOf<SlotOperation> = {
  'admin.appointments.slots.list': ({ context, principal: { tenant }, params, query }) => {
    const room = appointmentRoom(context, { tenant, ...params });
    const { timezone, slots } = slotsOf(room, query);
    return {
      appointmentId: room.row.id,
      date: query.startDate,
      timezone,
      ...locationOf(room.row),
      slots: slots.map((seated) => adminSlotOf(context, { room, ...seated })),
    };
  },

  'admin.appointments.attendees.list': ({ context, principal: { tenant }, params, query }) => {
    const room = appointmentRoom(context, { tenant, ...params });
    const { seats } = room.core.slot(params.slotId) ?? refuse('not_found', 'There is no such slot.');
    const { page = 1, limit = usualLimit } = query;
    const shown = seats.slice((page - 1) * limit, page * limit);
    return {
      slotId: params.slotId,
      appointmentId: room.row.id,
      attendees: shown.map((booking) => attendeeOf(context, { room, booking })),
      pagination: { page, limit, total: seats.length, totalPages: Math.ceil(seats.length / limit) },
    };
  },

  'admin.appointments.attendees.remove': ({ context, principal: { tenant }, params }) => {
    const room = appointmentRoom(context, { tenant, ...params });
    const consumerId = context.use(createConsumers).find(tenant, params.consumerId)?.id ?? params.consumerId;
    const wish = { consumerId, slotId: params.slotId, reason: 'REMOVED' };
    actInAppointment(context, { room, run: (core, now) => core.giveBack({ ...wish, now }) });
    return { success: true, message: 'The booking is cancelled.' };
  },
};

const usualLimit = 20;

interface Seat {
  readonly room: RoomOf<'appointment'>;
  readonly booking: SlotBooking;
}

function adminSlotOf(
  context: MockContext,
  { room, slot, seats }: SeatedSlot & { room: RoomOf<'appointment'> },
): AdminAppointmentSlot {
  const { capacity } = room.core;
  const isFree = slot.startsAt > context.clock.now() && seats.length < capacity;
  return {
    id: slot.id,
    appointmentId: room.row.id,
    startTime: isoTime(slot.startsAt),
    endTime: isoTime(slot.endsAt),
    available: isFree && room.core.lifecycle !== 'closed',
    maxCapacity: capacity,
    bookedCount: seats.length,
    percentageFilled: Math.round((seats.length / capacity) * 100),
    attendees: seats.map((booking) => slotAttendeeOf(context, { room, booking })),
  };
}

function slotAttendeeOf(context: MockContext, { room, booking }: Seat): SlotAttendee {
  const consumer = context.use(createConsumers).find(room.tenant, booking.consumerId);
  return {
    consumerId: booking.consumerId,
    status: booking.status,
    ...(consumer?.email !== undefined && { email: consumer.email }),
    ...(consumer?.fullName !== undefined && { name: consumer.fullName }),
  };
}

function attendeeOf(context: MockContext, { room, booking }: Seat): Attendee {
  const phone = context.use(createConsumers).find(room.tenant, booking.consumerId)?.phone;
  const checkedInAt = booking.reached.checked_in;
  return {
    id: booking.id,
    ...slotAttendeeOf(context, { room, booking }),
    status: booking.status,
    ...(phone !== undefined && { phone }),
    bookedAt: isoTime(booking.bookedAt),
    ...(checkedInAt !== undefined && { checkedInAt: isoTime(checkedInAt) }),
  };
}
