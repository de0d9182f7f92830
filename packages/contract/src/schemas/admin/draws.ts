import * as z from 'zod/mini';
import type { SequenceId } from '../../ids.js';
import { drawSchema } from '../draws.js';
import { count, idParam, timestamp } from '../shapes.js';
import { distributionSettings } from './queues.js';

const winnerCount = z.int().check(z.positive(), z.maximum(1_000_000));

// The published entity does not name the number of winners, without which a draw cannot be told from another.
export const adminDrawSchema = z.extend(drawSchema, { winnerCount: z.optional(winnerCount) });

export const createDrawSchema = z.strictObject({
  sequenceId: idParam<SequenceId>(),
  ...distributionSettings,
  drawAt: timestamp,
  winnerCount,
  capacity: z.optional(z.nullable(count)),
  admissionExpirationSeconds: z.optional(z.nullable(count)),
  continueSelectingUntilCompleted: z.optional(z.nullable(z.boolean())),
  loyaltyBiasEnabled: z.optional(z.boolean()),
  supportsGuest: z.optional(z.boolean()),
});
export const updateDrawSchema = z.partial(createDrawSchema);

/** A draw as its merchant sees it. */
export interface AdminDraw extends z.infer<typeof adminDrawSchema> {}
/** What a new draw is made of. */
export interface CreateDraw extends z.infer<typeof createDrawSchema> {}
/** What changes about a draw; what is left out stays as it is. */
export interface UpdateDraw extends z.infer<typeof updateDrawSchema> {}
