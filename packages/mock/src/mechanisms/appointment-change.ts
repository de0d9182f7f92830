import type { SlotBooking } from './appointment-booking.js';

interface OfBooking {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** As it is after the change. */
  readonly booking: SlotBooking;
}

/** Something that happened in an appointment. */
export type AppointmentChange =
  | { readonly type: 'opened'; readonly at: number }
  | { readonly type: 'closed'; readonly at: number; readonly participants: number }
  | (OfBooking & { readonly type: 'rescheduled'; readonly previousSlotId: string })
  | (OfBooking & {
      readonly type: 'booked' | 'reminded' | 'checked_in' | 'completed' | 'cancelled' | 'no_show';
    });

/** Why a command had no effect. */
export type AppointmentRefusal =
  /** The appointment opens at `retryAt`. */
  | { readonly refused: 'not_open'; readonly retryAt: number }
  /** The appointment closed; it does not open again. */
  | { readonly refused: 'closed' }
  | { readonly refused: 'unknown_slot' }
  /** The slot has begun. */
  | { readonly refused: 'past' }
  /** As many booked the slot as may. */
  | { readonly refused: 'full' }
  /** The consumer has another slot. */
  | { readonly refused: 'already_booked' }
  /** The consumer never booked, or not this slot. */
  | { readonly refused: 'not_booked' }
  /** The booking is over, or under way. */
  | { readonly refused: 'ended' };

/** What a command brought about, beginning with what was due before it; or why it had no effect. */
export interface AppointmentResult {
  readonly changes: readonly AppointmentChange[];
  readonly refusal?: AppointmentRefusal;
}
