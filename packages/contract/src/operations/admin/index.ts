import { adminAuctionOperations } from './auctions.js';
import { adminAppointmentOperations } from './appointments.js';
import { adminDrawOperations } from './draws.js';
import { adminLoyaltyOperations } from './loyalty.js';
import { adminQueueOperations } from './queues.js';
import { adminTimedReleaseOperations } from './timed-releases.js';
import { adminWaitlistOperations } from './waitlists.js';

/** The Admin service: everything that a merchant sets up and looks into. */
export const adminOperations = {
  queues: adminQueueOperations,
  draws: adminDrawOperations,
  auctions: adminAuctionOperations,
  timedReleases: adminTimedReleaseOperations,
  loyalty: adminLoyaltyOperations,
  appointments: adminAppointmentOperations,
  waitlists: adminWaitlistOperations,
};
