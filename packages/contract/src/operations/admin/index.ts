import { adminAnalyticsOperations } from './analytics.js';
import { adminAnnouncementOperations } from './announcements.js';
import { adminAppointmentOperations } from './appointments.js';
import { adminAuctionOperations } from './auctions.js';
import { adminAudienceOperations } from './audiences.js';
import { adminConsumerOperations } from './consumers.js';
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

/** The groups of the Admin service, by name: a written type, because the inferred one is too long for a declaration file. */
export interface AdminOperations {
  readonly analytics: typeof adminAnalyticsOperations;
  readonly audiences: typeof adminAudienceOperations;
  readonly consumers: typeof adminConsumerOperations;
  readonly experiences: typeof adminExperienceOperations;
  readonly experiencePages: typeof adminExperiencePageOperations;
  readonly sequences: typeof adminSequenceOperations;
  readonly queues: typeof adminQueueOperations;
  readonly draws: typeof adminDrawOperations;
  readonly auctions: typeof adminAuctionOperations;
  readonly timedReleases: typeof adminTimedReleaseOperations;
  readonly appointments: typeof adminAppointmentOperations;
  readonly waitlists: typeof adminWaitlistOperations;
  readonly announcements: typeof adminAnnouncementOperations;
  readonly scheduledEvents: typeof adminScheduledEventOperations;
  readonly loyalty: typeof adminLoyaltyOperations;
  readonly organizations: typeof adminOrganizationOperations;
  readonly products: typeof adminProductOperations;
  readonly variantOptions: typeof adminVariantOptionOperations;
}

/** The Admin service: everything that a merchant sets up and looks into. */
export const adminOperations: AdminOperations = {
  analytics: adminAnalyticsOperations,
  audiences: adminAudienceOperations,
  consumers: adminConsumerOperations,
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
