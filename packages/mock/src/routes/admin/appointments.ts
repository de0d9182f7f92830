import type { UpdateAppointment } from '@fanfare/contract/admin';
import { createDistributions, type RoomOf } from '../../distributions/distributions.js';
import { appointmentOf } from '../../distributions/appointment/describe-appointment.js';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import type { Tenant } from '../../tenant.js';
import { guardEdit, guardSequence, pageOfDistributions } from './distribution-edits.js';
import { draftAppointment } from './draft-appointment.js';

/** The operations of this resource. */
type AdminAppointmentOperation = `admin.appointments.${'list' | 'create' | 'get' | 'update' | 'archive'}`;

/** Appointments, as a merchant sets them up. */
export const adminAppointmentHandlers: HandlersOf<AdminAppointmentOperation> = {
  'admin.appointments.list': ({ context, principal: { tenant }, query }) =>
    pageOfDistributions(context, {
      tenant,
      rows: context.use(createDistributions).rowsOf(tenant, 'appointment'),
      query,
      show: appointmentOf,
    }),

  'admin.appointments.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { sequenceId } = body;
    guardSequence(context, { tenant, sequenceId });
    const fields = { ...draftAppointment(body), sequenceId };
    return appointmentOf(context.use(createDistributions).create(tenant, 'appointment', { fields, by }).row);
  },

  'admin.appointments.get': ({ context, principal: { tenant }, params }) =>
    appointmentOf(appointmentRoom(context, { tenant, ...params }).row),

  'admin.appointments.update': ({ context, principal: { tenant, keyId: by }, params, body: patch }) => {
    const room = appointmentRoom(context, { tenant, ...params });
    guardEdit(context, { room, patch });
    guardSlots(room, patch);
    context.use(createDistributions).update(room, { patch, by });
    return appointmentOf(room.row);
  },

  'admin.appointments.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const room = appointmentRoom(context, { tenant, ...params });
    context.use(createDistributions).archive(room, { by });
    return appointmentOf(room.row);
  },
};

/** What decides where the slots lie. */
const slotFields = ['openAt', 'slotDurationMinutes', 'bufferMinutes'] as const;

/** Finds a tenant's appointment, archived or not. */
export function appointmentRoom(
  context: MockContext,
  { tenant, appointmentId }: { readonly tenant: Tenant; readonly appointmentId: string },
): RoomOf<'appointment'> {
  const room = context.use(createDistributions).findOf(tenant, 'appointment', appointmentId);
  return room ?? refuse('not_found', 'There is no such appointment.');
}

/** A booking is of a slot that is there: while somebody has one, the slots stay where they are. */
function guardSlots({ row, core }: RoomOf<'appointment'>, patch: UpdateAppointment): void {
  const { bookedUntil } = core;
  if (bookedUntil === null) return;
  const moves = slotFields.some((name) => patch[name] !== undefined && patch[name] !== row[name]);
  const cuts = patch.closeAt != null && Date.parse(patch.closeAt) < bookedUntil;
  if (moves || cuts) refuse('conflict', 'A slot cannot be moved or cut off while somebody has booked one.');
}
