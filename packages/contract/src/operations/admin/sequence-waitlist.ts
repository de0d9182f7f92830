import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import { adminSequenceParamsSchema } from '../../schemas/admin/sequences.js';
import * as waitlists from '../../schemas/admin/waitlists.js';
import { waitlistEntrySchema } from '../../schemas/waitlists.js';

const params = adminSequenceParamsSchema;

/** The waitlist of a sequence, found by the sequence. */
export const adminSequenceWaitlistOperations = {
  get: adminOperation('admin.sequences.waitlist.get', 'GET /sequences/{sequenceId}/waitlist', {
    summary: 'Reads the waitlist of a sequence.',
    params,
    response: waitlists.waitlistSchema,
    errors: [],
    stability: 'inferred',
  }),
  consumers: adminOperation(
    'admin.sequences.waitlist.consumers',
    'GET /sequences/{sequenceId}/waitlist/consumers',
    {
      summary: 'Lists everybody who ever entered the waitlist of a sequence, in the order of entering.',
      params,
      response: z.array(waitlists.waitlistConsumerSchema),
      errors: [],
      stability: 'inferred',
    },
  ),
  enter: adminOperation('admin.sequences.waitlist.enter', 'POST /sequences/{sequenceId}/waitlist/enter', {
    summary: 'Enters a consumer in the waitlist of a sequence; who is in it keeps the place.',
    params,
    body: waitlists.enterSequenceWaitlistSchema,
    response: waitlistEntrySchema,
    errors: ['conflict', 'order_limit_exceeded'],
    retry: 'idempotent',
    stability: 'inferred',
  }),
};
