import { adminAnalyticsOperations } from './analytics.js';
import { adminAnnouncementOperations } from './announcements.js';
import { adminApiKeyOperations } from './api-keys.js';
import { adminAppointmentOperations } from './appointments.js';
import { adminAuctionOperations } from './auctions.js';
import { adminAudienceOperations } from './audiences.js';
import { adminAuditLogOperations } from './audit-log.js';
import { adminConsumerOperations } from './consumers.js';
import { adminDrawOperations } from './draws.js';
import { adminExperiencePageOperations } from './experience-pages.js';
import { adminExperienceOperations } from './experiences.js';
import { adminLoyaltyOperations } from './loyalty.js';
import { adminMemberOperations } from './members.js';
import { adminOrganizationOperations } from './organizations.js';
import { adminProductOperations } from './products.js';
import { adminPublicKeyOperations } from './public-keys.js';
import { adminQueueOperations } from './queues.js';
import { adminRetentionOperations } from './retention.js';
import { adminRoleOperations } from './roles.js';
import { adminScheduledEventOperations } from './scheduled-events.js';
import { adminSequenceOperations } from './sequences.js';
import { adminTimedReleaseOperations } from './timed-releases.js';
import { adminTokenOperations } from './tokens.js';
import { adminVariantOptionOperations } from './variant-options.js';
import { adminWaitlistOperations } from './waitlists.js';
import { adminWebhookOperations } from './webhooks.js';

/** The groups of the Admin service, by name: a written type, because the inferred one is too long for a declaration file. */
export interface AdminOperations {
  readonly analytics: typeof adminAnalyticsOperations;
  readonly audiences: typeof adminAudienceOperations;
  readonly consumers: typeof adminConsumerOperations;
  readonly tokens: typeof adminTokenOperations;
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
  readonly apiKeys: typeof adminApiKeyOperations;
  readonly publicKeys: typeof adminPublicKeyOperations;
  readonly members: typeof adminMemberOperations;
  readonly roles: typeof adminRoleOperations;
  readonly auditLog: typeof adminAuditLogOperations;
  readonly retention: typeof adminRetentionOperations;
  readonly products: typeof adminProductOperations;
  readonly variantOptions: typeof adminVariantOptionOperations;
  readonly webhooks: typeof adminWebhookOperations;
}

/** The Admin service: everything that a merchant sets up and looks into. */
export const adminOperations: AdminOperations = {
  analytics: adminAnalyticsOperations,
  audiences: adminAudienceOperations,
  consumers: adminConsumerOperations,
  tokens: adminTokenOperations,
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
  apiKeys: adminApiKeyOperations,
  publicKeys: adminPublicKeyOperations,
  members: adminMemberOperations,
  roles: adminRoleOperations,
  auditLog: adminAuditLogOperations,
  retention: adminRetentionOperations,
  products: adminProductOperations,
  variantOptions: adminVariantOptionOperations,
  webhooks: adminWebhookOperations,
};
