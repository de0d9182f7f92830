import * as z from 'zod/mini';
import type { SequenceId } from '../../ids.js';
import { idParam } from '../shapes.js';
import { distributionSettings } from './queues.js';

export const createTimedReleaseSchema = z.strictObject({
  sequenceId: idParam<SequenceId>(),
  ...distributionSettings,
  supportsGuest: z.boolean(),
});
export const updateTimedReleaseSchema = z.partial(createTimedReleaseSchema);

/** What a new timed release is made of. */
export interface CreateTimedRelease extends z.infer<typeof createTimedReleaseSchema> {}
/** What changes about a timed release; what is left out stays as it is. */
export interface UpdateTimedRelease extends z.infer<typeof updateTimedReleaseSchema> {}
