import * as z from 'zod/mini';
import type { AppointmentId, BookingId, ConsumerId, SlotId } from '../ids.js';
import { distributionBase } from './queues.js';
import { count, freeText, id, idParam, text, timestamp } from './shapes.js';

export const appointmentSchema = z.object({
  ...distributionBase,
  id: id<AppointmentId>(),
  locationId: z.optional(z.nullable(z.string())),
  slotDurationMinutes: z.optional(z.nullable(count)),
  bufferMinutes: z.optional(z.nullable(count)),
  maxCapacityPerSlot: z.optional(z.nullable(count)),
});

export const appointmentSlotSchema = z.object({
  id: id<SlotId>(),
  startTime: timestamp,
  endTime: timestamp,
  capacity: count,
  available: count,
  locationId: z.optional(z.string()),
  locationName: z.optional(z.string()),
  timezone: z.optional(z.string()),
});
export const appointmentSlotsSchema = z.object({ slots: z.array(appointmentSlotSchema) });

export const bookingStatusSchema = z.enum(['booked', 'checked_in', 'completed', 'cancelled', 'no_show']);

const place = { locationId: z.optional(z.string()), locationName: z.optional(z.string()) };
const bookingBase = {
  bookingId: id<BookingId>(),
  appointmentId: id<AppointmentId>(),
  consumerId: id<ConsumerId>(),
  status: bookingStatusSchema,
  confirmationCode: z.string(),
};

export const bookingSchema = z.object({
  ...bookingBase,
  slotId: id<SlotId>(),
  startTime: timestamp,
  endTime: timestamp,
  createdAt: timestamp,
  ...place,
});
export const currentBookingSchema = z.object({
  ...bookingBase,
  slotId: z.optional(id<SlotId>()),
  startTime: z.optional(timestamp),
  endTime: z.optional(timestamp),
  ...place,
});
export const ownBookingSchema = z.object({ booking: z.optional(z.nullable(currentBookingSchema)) });
export const cancelledBookingSchema = z.object({ bookingId: id<BookingId>(), message: z.string() });
export const rescheduledBookingSchema = z.object({
  bookingId: id<BookingId>(),
  previousSlotId: id<SlotId>(),
  newSlotId: id<SlotId>(),
  confirmationCode: z.string(),
  status: bookingStatusSchema,
});

export const appointmentParamsSchema = z.strictObject({ appointmentId: idParam<AppointmentId>() });
export const listSlotsSchema = z.strictObject({
  startDate: z.iso.date(),
  endDate: z.iso.date(),
  timezone: z.optional(text(1, 64)),
});

const location = z.optional(z.nullable(idParam<string>()));
export const bookSlotSchema = z.strictObject({ slotId: idParam<SlotId>(), locationId: location });
export const cancelBookingSchema = z.strictObject({
  slotId: idParam<SlotId>(),
  locationId: location,
  reason: z.optional(freeText(1, 500)),
});
export const rescheduleBookingSchema = z.strictObject({
  newSlotId: idParam<SlotId>(),
  newLocationId: location,
});

/** A distribution that hands out time: slots of equal length with a capacity each. */
export interface Appointment extends z.infer<typeof appointmentSchema> {}
/** A span of time that can be booked, and how many may still book it. */
export interface AppointmentSlot extends z.infer<typeof appointmentSlotSchema> {}
/** The slots of the days that were asked for, the earliest first. */
export interface AppointmentSlots extends z.infer<typeof appointmentSlotsSchema> {}
/** What became of a booking. */
export type BookingStatus = z.infer<typeof bookingStatusSchema>;
/** A slot that a consumer booked. */
export interface Booking extends z.infer<typeof bookingSchema> {}
/** A consumer's last booking, whatever became of it. */
export interface CurrentBooking extends z.infer<typeof currentBookingSchema> {}
/** A consumer's last booking, or `null` where there never was one. */
export interface OwnBooking extends z.infer<typeof ownBookingSchema> {}
/** Proof that a booking was given back. */
export interface CancelledBooking extends z.infer<typeof cancelledBookingSchema> {}
/** Where a booking was, and where it is now. */
export interface RescheduledBooking extends z.infer<typeof rescheduledBookingSchema> {}
/** The days whose slots to list, both included. */
export interface ListSlots extends z.infer<typeof listSlotsSchema> {}
/** Which slot to book. */
export interface BookSlot extends z.infer<typeof bookSlotSchema> {}
/** Which booking to give back, and why. */
export interface CancelBooking extends z.infer<typeof cancelBookingSchema> {}
/** Which slot to move a booking to. */
export interface RescheduleBooking extends z.infer<typeof rescheduleBookingSchema> {}
