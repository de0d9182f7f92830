import { operation } from '../operation.js';
import { beaconRoutes } from '../routes/beacon.js';
import * as beacon from '../schemas/beacon.js';

/** What pages report. */
export const beaconOperations = {
  track: operation(beaconRoutes.track, {
    summary: 'Takes one event of a page.',
    description: 'An `eventId` that was taken before counts once, so that a call may be repeated.',
    body: beacon.beaconEventSchema,
    response: beacon.beaconAcceptedSchema,
    errors: ['consent_required'],
  }),
  trackBatch: operation(beaconRoutes.trackBatch, {
    summary: 'Takes 1 to 100 events of a page, all or none.',
    description: 'An `eventId` that was taken before counts once, so that a call may be repeated.',
    body: beacon.beaconBatchSchema,
    response: beacon.beaconAcceptedSchema,
    errors: ['consent_required'],
  }),
};
