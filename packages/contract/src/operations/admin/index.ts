import { adminAnnouncementOperations } from './announcements.js';
import { adminAppointmentOperations } from './appointments.js';
import { adminAuctionOperations } from './auctions.js';
import { adminDrawOperations } from './draws.js';
import { adminExperiencePageOperations } from './experience-pages.js';
import { adminExperienceOperations } from './experiences.js';
import { adminLoyaltyOperations } from './loyalty.js';
import { adminOrganizationOperations } from './organizations.js';
import { adminProductOperations } from './products.js';
import { adminQueueOperations } from './queues.js';
import { adminScheduledEventOperations } from './scheduled-events.js';
import { adminSequenceOperations } from './sequences.js';
import { adminTimedReleaseOperations } from './timed-releases.js';
import { adminVariantOptionOperations } from './variant-options.js';
import { adminWaitlistOperations } from './waitlists.js';

/** The Admin service: everything that a merchant sets up and looks into. */
export const adminOperations = {
  experiences: adminExperienceOperations,
  experiencePages: adminExperiencePageOperations,
  sequences: adminSequenceOperations,
  queues: adminQueueOperations,
  draws: adminDrawOperations,
  auctions: adminAuctionOperations,
  timedReleases: adminTimedReleaseOperations,
  appointments: adminAppointmentOperations,
  waitlists: adminWaitlistOperations,
  announcements: adminAnnouncementOperations,
  scheduledEvents: adminScheduledEventOperations,
  loyalty: adminLoyaltyOperations,
  organizations: adminOrganizationOperations,
  products: adminProductOperations,
  variantOptions: adminVariantOptionOperations,
};
