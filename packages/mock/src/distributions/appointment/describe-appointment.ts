import type { Appointment, AppointmentSlot, Booking } from '@fanfare/contract';
import type { SlotBooking } from '../../mechanisms/appointment-booking.js';
import { isoTime } from '../../state/iso-time.js';
import type { SeatedSlot } from './appointment-room.js';
import { distributionOf } from '../describe-distribution.js';
import type { DistributionRow } from '../distribution-rows.js';
import type { RoomOf } from '../distributions.js';

/** Describes an appointment. */
export function appointmentOf(row: DistributionRow<'appointment'>): Appointment {
  const { locationId, slotDurationMinutes, bufferMinutes, maxCapacityPerSlot } = row;
  return { ...distributionOf(row), locationId, slotDurationMinutes, bufferMinutes, maxCapacityPerSlot };
}

/** Describes a booking, as its consumer sees it. */
export function bookingOf({ row }: RoomOf<'appointment'>, booking: SlotBooking): Booking {
  const { id, consumerId, slot, confirmationCode, status, bookedAt } = booking;
  return {
    bookingId: id,
    appointmentId: row.id,
    consumerId,
    slotId: slot.id,
    startTime: isoTime(slot.startsAt),
    endTime: isoTime(slot.endsAt),
    confirmationCode,
    status,
    createdAt: isoTime(bookedAt),
    ...locationOf(row),
  };
}

/** How a slot is shown. */
export interface SlotShowing {
  readonly now: number;
  readonly timezone: string;
}

/** Describes a slot, as a shopper sees it; one that has begun has no seat left. */
export function slotOf(
  { row, core }: RoomOf<'appointment'>,
  { slot, seats, now, timezone }: SeatedSlot & SlotShowing,
): AppointmentSlot {
  return {
    id: slot.id,
    startTime: isoTime(slot.startsAt),
    endTime: isoTime(slot.endsAt),
    capacity: core.capacity,
    available: slot.startsAt <= now ? 0 : Math.max(0, core.capacity - seats.length),
    timezone,
    ...locationOf(row),
  };
}

/** Tells where an appointment is, where that is known. */
export function locationOf({ locationId }: DistributionRow<'appointment'>): { locationId?: string } {
  return locationId === null ? {} : { locationId };
}
