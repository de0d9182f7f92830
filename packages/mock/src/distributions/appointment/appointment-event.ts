import type { AppointmentChange } from '../../mechanisms/appointment-change.js';
import { isoTime } from '../../state/iso-time.js';
import type { RoomChange, RoomSetup } from '../room.js';

/** Tells the changes of an appointment that merchants have a webhook event for: that it opened, and that it closed. */
export function appointmentEvent(
  change: AppointmentChange,
  { tenant, row }: Pick<RoomSetup<'appointment'>, 'tenant' | 'row'>,
): Pick<RoomChange, 'tell'> {
  const distribution = { distributionId: row.id, distributionType: 'appointment' as const };
  const at = isoTime(change.at);
  if (change.type === 'opened') {
    const data = { ...distribution, openedAt: at };
    return { tell: () => ({ ...tenant, type: 'distribution.opened', data }) };
  }
  if (change.type === 'closed') {
    const data = { ...distribution, closedAt: at, totalParticipants: change.participants };
    return { tell: () => ({ ...tenant, type: 'distribution.closed', data }) };
  }
  return {};
}
