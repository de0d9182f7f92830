import type { ConsumerState, DistributionSummary, Outcome, SequenceState } from '@fanfare/contract';
import { isActive, type BookingStatus, type SlotBooking } from '../../mechanisms/appointment-booking.js';
import type { AppointmentLifecycle } from '../../mechanisms/appointment-rules.js';
import { isoTime } from '../../state/iso-time.js';
import type { DistributionRow } from '../distribution-rows.js';
import type { Whereabouts } from '../room.js';

/** What is known of one consumer in one appointment. */
export interface AppointmentSighting extends Whereabouts {
  readonly row: DistributionRow<'appointment'>;
  readonly lifecycle: AppointmentLifecycle;
  /** The last one, whatever became of it. */
  readonly booking: SlotBooking | undefined;
  /** The consumer came back after an end that allows another try. */
  readonly afresh: boolean;
}

/** Tells where a consumer stands, as a phase of their journey. There is no grant for an appointment. */
export function appointmentPhaseOf(sighting: AppointmentSighting): SequenceState {
  const { lifecycle, booking, afresh } = sighting;
  const shared = { mechanism: 'appointment' as const, distribution: summaryOf(sighting) };
  const isFree = booking === undefined || (afresh && !isActive(booking));
  const consumer = consumerOf(sighting, isFree ? undefined : booking);
  if (isFree && lifecycle === 'scheduled') return { phase: 'scheduled', ...shared };
  if (isFree && lifecycle === 'open') return { phase: 'enterable', ...shared, consumer };
  if (booking !== undefined && isActive(booking)) return { phase: 'participating', ...shared, consumer };
  return { phase: 'ended', ...shared, consumer, outcome: outcomeOf(sighting, isFree ? undefined : booking) };
}

function summaryOf({ row, sequenceId, lifecycle }: AppointmentSighting): DistributionSummary {
  const { openAt, closeAt, name, timeZone } = row;
  return {
    type: 'appointment',
    id: row.id,
    sequenceId,
    lifecycle,
    ...(openAt !== null && { opensAt: openAt }),
    ...(closeAt !== null && { closesAt: closeAt }),
    details: { name, timeZone },
  };
}

/** The field of a consumer's state that tells when a booking came to a status. */
const timeFields = {
  checked_in: 'checkedInAt',
  completed: 'completedAt',
  cancelled: 'cancelledAt',
  no_show: 'noShowAt',
} as const satisfies Partial<Record<BookingStatus, keyof ConsumerState>>;

function consumerOf({ row }: AppointmentSighting, booking: SlotBooking | undefined): ConsumerState {
  const distributionId = row.id;
  if (booking === undefined) return { status: 'not_booked', distributionId };
  const times = Object.entries(timeFields).flatMap(([status, field]) => {
    const at = booking.reached[status as keyof typeof timeFields]; // a key of that table
    return at === undefined ? [] : [[field, isoTime(at)]];
  });
  return {
    status: booking.status,
    id: booking.id,
    distributionId,
    slotId: booking.slot.id,
    ...(row.locationId !== null && { locationId: row.locationId }),
    bookedAt: isoTime(booking.bookedAt),
    ...Object.fromEntries(times),
  };
}

function outcomeOf({ row }: AppointmentSighting, booking: SlotBooking | undefined): Outcome {
  const distribution = { distributionId: row.id, distributionType: 'appointment' as const };
  const status = booking?.status;
  if (status !== 'completed' && status !== 'cancelled' && status !== 'no_show') {
    return { type: 'closed', ...distribution };
  }
  const at = booking?.reached[status];
  return {
    type: status,
    ...(booking?.reason !== undefined && { reason: booking.reason }),
    ...(at !== undefined && { at: isoTime(at) }),
    ...distribution,
  };
}
