import { operation } from '../operation.js';
import { waitlistRoutes } from '../routes/waitlists.js';
import * as waitlists from '../schemas/waitlists.js';

const params = waitlists.waitlistParamsSchema;

/** Waitlists: interest that is noted down and never becomes a grant. */
export const waitlistOperations = {
  enter: operation(waitlistRoutes.enter, {
    summary: 'Enters a waitlist; entering again keeps the place.',
    params,
    response: waitlists.waitlistEntrySchema,
    errors: ['conflict', 'order_limit_exceeded'],
  }),
  leave: operation(waitlistRoutes.leave, {
    summary: 'Leaves a waitlist; the place is lost.',
    params,
    response: waitlists.waitlistLeftSchema,
    errors: [],
  }),
  status: operation(waitlistRoutes.status, {
    summary: 'Tells whether the shopper is in a waitlist.',
    params,
    response: waitlists.waitlistStatusSchema,
    errors: [],
  }),
};
