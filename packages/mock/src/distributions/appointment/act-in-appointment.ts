import type { MockContext } from '../../context.js';
import type { AppointmentRefusal } from '../../mechanisms/appointment-change.js';
import { refuse } from '../../refusal.js';
import { isoTime } from '../../state/iso-time.js';
import type { AppointmentCore } from './appointment-room.js';
import { createDistributions, type RoomOf } from '../distributions.js';
import type { RoomResult } from '../room.js';

/** What is done, and in which appointment. */
export interface AppointmentAct {
  readonly room: RoomOf<'appointment'>;
  readonly run: (core: AppointmentCore, now: number) => RoomResult<AppointmentRefusal>;
}

/**
 * Does something in an appointment.
 *
 * @throws {MockRefusal} where the appointment refuses it.
 */
export function actInAppointment(context: MockContext, { room, run }: AppointmentAct): void {
  const { refusal } = context.use(createDistributions).act(room, run);
  if (refusal !== undefined) refuseInAppointment(refusal);
}

function refuseInAppointment(refusal: AppointmentRefusal): never {
  switch (refusal.refused) {
    case 'not_open':
      return refuse('not_open', 'The appointment cannot be booked yet.', {
        retryAfter: isoTime(refusal.retryAt),
      });
    case 'closed':
      return refuse('distribution_closed', 'The appointment is closed and cannot be booked any more.');
    case 'unknown_slot':
      return refuse('not_found', 'There is no such slot.');
    case 'past':
      return refuse('conflict', 'The slot has begun and cannot be booked any more.');
    case 'full':
      return refuse('slot_full', 'The slot is full; another one may be free.', { documented: 'SLOT_FULL' });
    case 'already_booked':
      return refuse('conflict', 'The consumer has booked another slot; reschedule it, or cancel it first.');
    case 'not_booked':
      return refuse('not_found', 'The consumer has not booked this.');
    case 'ended':
      return refuse('conflict', 'The booking is over or under way and cannot be changed any more.');
  }
}
