import type { SlotRules } from './appointment-slots.js';

/** When an appointment can be booked, and what. */
export interface AppointmentRules extends SlotRules {
  /** When booking begins, in milliseconds since the epoch; `null` where it has begun. */
  readonly opensAt: number | null;
  /** How many may book one slot. */
  readonly capacity: number;
}

/** Whether an appointment can be booked. */
export type AppointmentLifecycle = 'scheduled' | 'open' | 'closed';

/** Tells whether an appointment can be booked at a time: from `opensAt` on, and no more from `closesAt` on. */
export function appointmentLifecycle(
  { opensAt, closesAt }: Pick<AppointmentRules, 'opensAt' | 'closesAt'>,
  now: number,
): AppointmentLifecycle {
  if (closesAt !== null && now >= closesAt) return 'closed';
  return opensAt !== null && now < opensAt ? 'scheduled' : 'open';
}
