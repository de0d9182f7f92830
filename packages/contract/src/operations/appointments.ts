import { operation } from '../operation.js';
import { appointmentRoutes } from '../routes/appointments.js';
import * as appointments from '../schemas/appointments.js';

const params = appointments.appointmentParamsSchema;

/** Appointments: slots that a shopper books, moves and gives back. */
export const appointmentOperations = {
  get: operation(appointmentRoutes.get, {
    summary: 'Reads an appointment.',
    params,
    response: appointments.appointmentSchema,
    errors: [],
  }),
  slots: operation(appointmentRoutes.slots, {
    summary: 'Lists the slots that begin on some days.',
    description:
      "Both days are included and are days of `timezone`, the appointment's own where it is left out; 62 days at most.",
    params,
    query: appointments.listSlotsSchema,
    response: appointments.appointmentSlotsSchema,
    errors: [],
  }),
  book: operation(appointmentRoutes.book, {
    summary: 'Books a slot; booking the same one again answers with the same booking.',
    description:
      'A consumer has one booking at a time: `reschedule` moves it. No grant is ever issued for it.',
    params,
    body: appointments.bookSlotSchema,
    response: appointments.bookingSchema,
    errors: ['not_open', 'distribution_closed', 'slot_full', 'conflict'],
  }),
  cancel: operation(appointmentRoutes.cancel, {
    summary: 'Gives a booking back; its seat is free for others at once.',
    params,
    body: appointments.cancelBookingSchema,
    response: appointments.cancelledBookingSchema,
    errors: ['conflict'],
  }),
  me: operation(appointmentRoutes.me, {
    summary: "Reads the shopper's own last booking.",
    params,
    response: appointments.ownBookingSchema,
    errors: [],
  }),
  reschedule: operation(appointmentRoutes.reschedule, {
    summary: 'Moves the booking to another slot; where that one is full, the old one is kept.',
    params,
    body: appointments.rescheduleBookingSchema,
    response: appointments.rescheduledBookingSchema,
    errors: ['not_open', 'distribution_closed', 'slot_full', 'conflict'],
  }),
};
