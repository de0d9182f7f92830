import type { Slot } from './appointment-slots.js';

/** What becomes of a booking. */
export type BookingStatus = 'booked' | 'checked_in' | 'completed' | 'cancelled' | 'no_show';

/** A consumer's booking of a slot, past or present. */
export interface SlotBooking {
  readonly id: string;
  readonly consumerId: string;
  readonly confirmationCode: string;
  readonly slot: Slot;
  readonly status: BookingStatus;
  /** When it was made, in milliseconds since the epoch. */
  readonly bookedAt: number;
  /** When it came to each status that it had later. */
  readonly reached: Readonly<Partial<Record<BookingStatus, number>>>;
  /** Why it was cancelled. */
  readonly reason?: string | undefined;
}

/** Tells whether a booking is still to be kept. */
export function isActive({ status }: SlotBooking): boolean {
  return status === 'booked' || status === 'checked_in';
}

/** Tells which of two bookings of one person to keep: that of who is there already, else the one that was made earlier. */
export function hasBetterClaim(a: SlotBooking, b: SlotBooking): boolean {
  const [aIsHere, bIsHere] = [a.status === 'checked_in', b.status === 'checked_in'];
  return aIsHere === bIsHere ? a.bookedAt < b.bookedAt : aIsHere;
}

const hourMs = 3_600_000;
/** How long before the beginning of a slot its consumer is reminded, in hours. */
const reminderHours = [24, 1] as const;

/** When something is due for a booking: its reminders, and the end of its slot. */
export function dueTimes({ slot, status }: SlotBooking): readonly number[] {
  if (status === 'checked_in') return [slot.endsAt];
  return [...reminderHours.map((hours) => slot.startsAt - hours * hourMs), slot.endsAt];
}
