import { adminOperation } from '../../admin-operation.js';
import * as admin from '../../schemas/admin/appointments.js';
import { listDistributionsSchema } from '../../schemas/admin/queues.js';
import { appointmentParamsSchema, appointmentSchema, listSlotsSchema } from '../../schemas/appointments.js';
import { pageOf } from '../../schemas/paging.js';

const params = appointmentParamsSchema;
const response = appointmentSchema;

const slots = {
  list: adminOperation('admin.appointments.slots.list', 'GET /appointments/{appointmentId}/slots', {
    summary: 'Lists the slots that begin on some days, with how full they are and who comes.',
    description:
      "Both days are included and are days of `timezone`, the appointment's own where it is left out; 62 days at most.",
    params,
    query: listSlotsSchema,
    response: admin.appointmentScheduleSchema,
    errors: [],
  }),
};

const attendees = {
  list: adminOperation(
    'admin.appointments.attendees.list',
    'GET /appointments/{appointmentId}/slots/{slotId}/attendees',
    {
      summary: 'Lists who has a seat in a slot, in the order of booking.',
      description: 'Its pages have numbers: where somebody cancels while it is read, the others move up.',
      params: admin.slotParamsSchema,
      query: admin.listAttendeesSchema,
      response: admin.attendeeListSchema,
      errors: [],
    },
  ),
  remove: adminOperation(
    'admin.appointments.attendees.remove',
    'DELETE /appointments/{appointmentId}/slots/{slotId}/attendees/{consumerId}',
    {
      summary: "Cancels a consumer's booking of a slot.",
      params: admin.attendeeParamsSchema,
      response: admin.attendeeRemovedSchema,
      errors: ['conflict'],
    },
  ),
};

/** Appointments, as a merchant sets them up and looks into them. */
export const adminAppointmentOperations = {
  list: adminOperation('admin.appointments.list', 'GET /appointments', {
    summary: 'Lists appointments, the newest first.',
    query: listDistributionsSchema,
    response: pageOf(appointmentSchema),
    stability: 'inferred',
    errors: [],
  }),
  create: adminOperation('admin.appointments.create', 'POST /appointments', {
    summary: 'Creates an appointment in a sequence.',
    description:
      'Slots follow each other from `openAt` to `closeAt`: 30 minutes long, without a pause, for one consumer each, where nothing else is said.',
    body: admin.createAppointmentSchema,
    response,
    errors: ['conflict'],
  }),
  get: adminOperation('admin.appointments.get', 'GET /appointments/{appointmentId}', {
    summary: 'Reads an appointment, also an archived one.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.appointments.update', 'PUT /appointments/{appointmentId}', {
    summary: 'Changes an appointment; what is left out stays as it is.',
    description: 'The slots stay where they are while somebody has booked one: moving them is a `conflict`.',
    params,
    body: admin.updateAppointmentSchema,
    response,
    errors: ['conflict'],
  }),
  archive: adminOperation('admin.appointments.archive', 'DELETE /appointments/{appointmentId}', {
    summary: 'Archives an appointment: its bookings are cancelled.',
    params,
    response,
    errors: [],
  }),
  slots,
  attendees,
};
