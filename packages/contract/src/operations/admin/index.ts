import { adminAppointmentOperations } from './appointments.js';
import { adminAuctionOperations } from './auctions.js';
import { adminDrawOperations } from './draws.js';
import { adminLoyaltyOperations } from './loyalty.js';
import { adminOrganizationOperations } from './organizations.js';
import { adminProductOperations } from './products.js';
import { adminQueueOperations } from './queues.js';
import { adminTimedReleaseOperations } from './timed-releases.js';
import { adminVariantOptionOperations } from './variant-options.js';
import { adminWaitlistOperations } from './waitlists.js';

/** The Admin service: everything that a merchant sets up and looks into. */
export const adminOperations = {
  queues: adminQueueOperations,
  draws: adminDrawOperations,
  auctions: adminAuctionOperations,
  timedReleases: adminTimedReleaseOperations,
  appointments: adminAppointmentOperations,
  waitlists: adminWaitlistOperations,
  loyalty: adminLoyaltyOperations,
  organizations: adminOrganizationOperations,
  products: adminProductOperations,
  variantOptions: adminVariantOptionOperations,
};
