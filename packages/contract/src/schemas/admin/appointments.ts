import * as z from 'zod/mini';
import type { AppointmentId, ConsumerId, SequenceId, SlotId } from '../../ids.js';
import { appointmentParamsSchema, bookingStatusSchema } from '../appointments.js';
import { count, id, idParam, timestamp } from '../shapes.js';
import { distributionSettings } from './queues.js';

const minutes = (min: number): z.ZodMiniOptional<z.ZodMiniNullable<z.ZodMiniNumberFormat>> =>
  z.optional(z.nullable(z.int().check(z.minimum(min), z.maximum(1440))));

const appointmentSettings = {
  ...distributionSettings,
  locationId: z.optional(z.nullable(idParam<string>())),
  slotDurationMinutes: minutes(1),
  bufferMinutes: minutes(0),
  maxCapacityPerSlot: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(100_000)))),
};

export const createAppointmentSchema = z.strictObject({
  sequenceId: idParam<SequenceId>(),
  ...appointmentSettings,
});
export const updateAppointmentSchema = z.partial(createAppointmentSchema);

export const slotAttendeeSchema = z.object({
  consumerId: id<ConsumerId>(),
  email: z.optional(z.string()),
  name: z.optional(z.string()),
  status: z.optional(bookingStatusSchema),
});
export const adminAppointmentSlotSchema = z.object({
  id: id<SlotId>(),
  appointmentId: id<AppointmentId>(),
  startTime: timestamp,
  endTime: timestamp,
  available: z.boolean(),
  maxCapacity: count,
  bookedCount: count,
  percentageFilled: z.number().check(z.minimum(0)),
  attendees: z.optional(z.array(slotAttendeeSchema)),
});
export const appointmentScheduleSchema = z.object({
  appointmentId: id<AppointmentId>(),
  date: z.string(),
  timezone: z.string(),
  locationId: z.optional(z.string()),
  slots: z.array(adminAppointmentSlotSchema),
});

export const attendeeSchema = z.object({
  id: id<string>(),
  consumerId: id<ConsumerId>(),
  status: bookingStatusSchema,
  name: z.optional(z.string()),
  email: z.optional(z.string()),
  phone: z.optional(z.string()),
  bookedAt: z.optional(timestamp),
  checkedInAt: z.optional(timestamp),
});
export const attendeeListSchema = z.object({
  slotId: id<SlotId>(),
  appointmentId: id<AppointmentId>(),
  attendees: z.array(attendeeSchema),
  pagination: z.object({ page: count, limit: count, total: count, totalPages: count }),
});
export const attendeeRemovedSchema = z.object({ success: z.boolean(), message: z.string() });

export const listAttendeesSchema = z.strictObject({
  page: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
});

const slotParams = { ...appointmentParamsSchema.shape, slotId: idParam<SlotId>() };
export const slotParamsSchema = z.strictObject(slotParams);
export const attendeeParamsSchema = z.strictObject({ ...slotParams, consumerId: idParam<ConsumerId>() });

/** What a new appointment is made of. */
export interface CreateAppointment extends z.infer<typeof createAppointmentSchema> {}
/** What changes about an appointment; what is left out stays as it is. */
export interface UpdateAppointment extends z.infer<typeof updateAppointmentSchema> {}
/** Who has a seat in a slot, in short. */
export interface SlotAttendee extends z.infer<typeof slotAttendeeSchema> {}
/** A slot as the merchant sees it: how full it is, and who comes. */
export interface AdminAppointmentSlot extends z.infer<typeof adminAppointmentSlotSchema> {}
/** The slots of an appointment from `date` on, the earliest first. */
export interface AppointmentSchedule extends z.infer<typeof appointmentScheduleSchema> {}
/** Who has a seat in a slot. */
export interface Attendee extends z.infer<typeof attendeeSchema> {}
/** A numbered page of those who have a seat in a slot. */
export interface AttendeeList extends z.infer<typeof attendeeListSchema> {}
/** Proof that an attendee's booking was cancelled. */
export interface AttendeeRemoved extends z.infer<typeof attendeeRemovedSchema> {}
/** Which page of the attendees to read: the first of 20 where nothing is said. */
export interface ListAttendees extends z.infer<typeof listAttendeesSchema> {}
