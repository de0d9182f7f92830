import { operation } from '../operation.js';
import { beaconRoutes } from '../routes/beacon.js';
import * as beacon from '../schemas/beacon.js';

const description =
  'An `eventId` that was taken before counts once, so that a call may be repeated. An event counts at its `eventTimestamp`, but not later than it arrived and at most seven days before; how long it is kept is reckoned from its arrival. Of consumers who are not known, nothing is kept that tells who they are.';

/** What pages report. */
export const beaconOperations = {
  track: operation(beaconRoutes.track, {
    summary: 'Takes one event of a page.',
    description,
    body: beacon.beaconEventSchema,
    response: beacon.beaconAcceptedSchema,
    errors: ['consent_required'],
  }),
  trackBatch: operation(beaconRoutes.trackBatch, {
    summary: 'Takes 1 to 100 events of a page, all or none.',
    description,
    body: beacon.beaconBatchSchema,
    response: beacon.beaconAcceptedSchema,
    errors: ['consent_required'],
  }),
};
