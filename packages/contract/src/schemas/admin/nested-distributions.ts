import * as z from 'zod/mini';
import { createAppointmentSchema } from './appointments.js';
import { createAuctionSchema } from './auctions.js';
import { createDrawSchema } from './draws.js';
import { createQueueSchema } from './queues.js';
import { createTimedReleaseSchema } from './timed-releases.js';

// The sequence is created by the same request, so nobody knows its id yet.
const unplaced = { sequenceId: true } as const;

export const nestedQueueSchema = z.omit(createQueueSchema, unplaced);
export const nestedDrawSchema = z.omit(createDrawSchema, unplaced);
export const nestedAuctionSchema = z.omit(createAuctionSchema, unplaced);
export const nestedAppointmentSchema = z.omit(createAppointmentSchema, unplaced);
export const nestedTimedReleaseSchema = z.omit(createTimedReleaseSchema, unplaced);

/** What a queue is made of that is created together with its experience. */
export interface NestedQueue extends z.infer<typeof nestedQueueSchema> {}
/** What a draw is made of that is created together with its experience. */
export interface NestedDraw extends z.infer<typeof nestedDrawSchema> {}
/** What an auction is made of that is created together with its experience. */
export interface NestedAuction extends z.infer<typeof nestedAuctionSchema> {}
/** What an appointment is made of that is created together with its experience. */
export interface NestedAppointment extends z.infer<typeof nestedAppointmentSchema> {}
/** What a timed release is made of that is created together with its experience. */
export interface NestedTimedRelease extends z.infer<typeof nestedTimedReleaseSchema> {}
