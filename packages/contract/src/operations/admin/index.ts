import { adminDrawOperations } from './draws.js';
import { adminQueueOperations } from './queues.js';
import { adminTimedReleaseOperations } from './timed-releases.js';

/** The Admin service: everything that a merchant sets up and looks into. */
export const adminOperations = {
  queues: adminQueueOperations,
  draws: adminDrawOperations,
  timedReleases: adminTimedReleaseOperations,
};
