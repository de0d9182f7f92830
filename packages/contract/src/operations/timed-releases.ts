import { operation } from '../operation.js';
import { timedReleaseRoutes } from '../routes/timed-releases.js';
import * as releases from '../schemas/timed-releases.js';

const params = releases.timedReleaseParamsSchema;

/** Timed releases: first come, first served, while stock lasts. */
export const timedReleaseOperations = {
  get: operation(timedReleaseRoutes.get, {
    summary: 'Reads a timed release.',
    params,
    response: releases.timedReleaseSchema,
    errors: [],
  }),
  enter: operation(timedReleaseRoutes.enter, {
    summary: 'Enters a timed release, and reserves one piece while stock lasts.',
    description:
      'Who holds a reservation keeps it, whichever variant the call names. Where nothing is left, the call is refused with `conflict`; what somebody gives back can be had again.',
    params,
    body: releases.enterTimedReleaseSchema,
    response: releases.timedReleaseStateSchema,
    errors: ['not_open', 'distribution_closed', 'conflict'],
  }),
  leave: operation(timedReleaseRoutes.leave, {
    summary: 'Leaves a timed release; the reservation is given back.',
    params,
    response: releases.timedReleaseLeftSchema,
    errors: [],
  }),
  status: operation(timedReleaseRoutes.status, {
    summary: 'Tells where the shopper stands in a timed release.',
    params,
    response: releases.timedReleaseStateSchema,
    errors: [],
  }),
};
