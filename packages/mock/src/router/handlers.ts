import type { Handlers } from '../handler.js';
import { adminAnalyticsHandlers } from '../routes/admin/analytics.js';
import { adminApiKeyHandlers } from '../routes/admin/api-keys.js';
import { adminAuctionHandlers } from '../routes/admin/auctions.js';
import { adminAudienceGroupHandlers } from '../routes/admin/audience-groups.js';
import { adminAudienceMemberHandlers } from '../routes/admin/audience-members.js';
import { adminAudienceRuleHandlers } from '../routes/admin/audience-rules.js';
import { adminAudienceSourceHandlers } from '../routes/admin/audience-sources.js';
import { adminAudienceHandlers } from '../routes/admin/audiences.js';
import { adminConsumerSessionHandlers } from '../routes/admin/consumer-sessions.js';
import { adminAuditLogHandlers } from '../routes/admin/audit-log.js';
import { adminConsumerExportHandlers } from '../routes/admin/consumer-exports.js';
import { adminConsumerHandlers } from '../routes/admin/consumers.js';
import { adminDrawHandlers } from '../routes/admin/draws.js';
import { adminLoyaltyHandlers } from '../routes/admin/loyalty.js';
import { adminMemberHandlers } from '../routes/admin/members.js';
import { adminOrganizationHandlers } from '../routes/admin/organizations.js';
import { adminPublicKeyHandlers } from '../routes/admin/public-keys.js';
import { adminRoleHandlers } from '../routes/admin/roles.js';
import { productMediaAssetHandlers } from '../routes/admin/product-media-assets.js';
import { productVariantOptionHandlers } from '../routes/admin/product-variant-options.js';
import { productVariantHandlers } from '../routes/admin/product-variants.js';
import { adminProductHandlers } from '../routes/admin/products.js';
import { adminAppointmentSlotHandlers } from '../routes/admin/appointment-slots.js';
import { adminAppointmentHandlers } from '../routes/admin/appointments.js';
import { adminQueueHandlers } from '../routes/admin/queues.js';
import { adminTimedReleaseHandlers } from '../routes/admin/timed-releases.js';
import { adminRetentionHandlers } from '../routes/admin/retention.js';
import { adminSequenceWaitlistHandlers } from '../routes/admin/sequence-waitlist.js';
import { adminTokenHandlers } from '../routes/admin/tokens.js';
import { variantMediaAssetHandlers } from '../routes/admin/variant-media-assets.js';
import { variantOptionValueHandlers } from '../routes/admin/variant-option-values.js';
import { variantOptionHandlers } from '../routes/admin/variant-options.js';
import { adminWaitlistHandlers } from '../routes/admin/waitlists.js';
import { adminWebhookDeliveryHandlers } from '../routes/admin/webhook-deliveries.js';
import { adminWebhookEventHandlers } from '../routes/admin/webhook-events.js';
import { adminWebhookHandlers } from '../routes/admin/webhooks.js';
import { adminAnnouncementHandlers } from '../routes/admin/announcements.js';
import { adminExperiencePageHandlers } from '../routes/admin/experience-pages.js';
import { adminExperienceHandlers } from '../routes/admin/experiences.js';
import { adminOrderLimitHandlers } from '../routes/admin/order-limits.js';
import { adminScheduledEventHandlers } from '../routes/admin/scheduled-events.js';
import { adminSequenceProductHandlers } from '../routes/admin/sequence-products.js';
import { adminSequenceHandlers } from '../routes/admin/sequences.js';
import { activityHandlers } from '../routes/activity.js';
import { admissionHandlers } from '../routes/admissions.js';
import { appointmentHandlers } from '../routes/appointments.js';
import { auctionHandlers } from '../routes/auctions.js';
import { authHandlers } from '../routes/auth.js';
import { beaconHandlers } from '../routes/beacon.js';
import { challengeHandlers } from '../routes/challenges.js';
import { configHandlers } from '../routes/config.js';
import { checkoutHandlers } from '../routes/checkout.js';
import { consentHandlers } from '../routes/consent.js';
import { consumerHandlers } from '../routes/consumers.js';
import { drawHandlers } from '../routes/draws.js';
import { emailVerificationHandlers } from '../routes/email-verification.js';
import { eventHandlers } from '../routes/events.js';
import { experienceHandlers } from '../routes/experiences.js';
import { jwksHandlers } from '../routes/jwks.js';
import { loyaltyHandlers } from '../routes/loyalty.js';
import { mfaHandlers } from '../routes/mfa.js';
import { organizationHandlers } from '../routes/organizations.js';
import { queueHandlers } from '../routes/queues.js';
import { sessionHandlers } from '../routes/sessions.js';
import { timedReleaseHandlers } from '../routes/timed-releases.js';
import { waitlistHandlers } from '../routes/waitlists.js';

/** What carries out each operation of the table. */
export const handlers: Handlers = {
  ...configHandlers,
  ...authHandlers,
  ...sessionHandlers,
  ...mfaHandlers,
  ...emailVerificationHandlers,
  ...experienceHandlers,
  ...activityHandlers,
  ...challengeHandlers,
  ...queueHandlers,
  ...appointmentHandlers,
  ...waitlistHandlers,
  ...drawHandlers,
  ...timedReleaseHandlers,
  ...auctionHandlers,
  ...loyaltyHandlers,
  ...consentHandlers,
  ...consumerHandlers,
  ...eventHandlers,
  ...checkoutHandlers,
  ...admissionHandlers,
  ...organizationHandlers,
  ...jwksHandlers,
  ...beaconHandlers,
  ...adminAnalyticsHandlers,
  ...adminAudienceHandlers,
  ...adminAudienceRuleHandlers,
  ...adminAudienceMemberHandlers,
  ...adminAudienceGroupHandlers,
  ...adminAudienceSourceHandlers,
  ...adminAuditLogHandlers,
  ...adminConsumerHandlers,
  ...adminConsumerExportHandlers,
  ...adminRetentionHandlers,
  ...adminConsumerSessionHandlers,
  ...adminTokenHandlers,
  ...adminQueueHandlers,
  ...adminSequenceHandlers,
  ...adminSequenceProductHandlers,
  ...adminScheduledEventHandlers,
  ...adminOrderLimitHandlers,
  ...adminExperienceHandlers,
  ...adminExperiencePageHandlers,
  ...adminAnnouncementHandlers,
  ...adminAppointmentHandlers,
  ...adminAppointmentSlotHandlers,
  ...adminWaitlistHandlers,
  ...adminSequenceWaitlistHandlers,
  ...adminDrawHandlers,
  ...adminTimedReleaseHandlers,
  ...adminAuctionHandlers,
  ...adminLoyaltyHandlers,
  ...adminOrganizationHandlers,
  ...adminApiKeyHandlers,
  ...adminPublicKeyHandlers,
  ...adminMemberHandlers,
  ...adminRoleHandlers,
  ...adminProductHandlers,
  ...productMediaAssetHandlers,
  ...productVariantOptionHandlers,
  ...productVariantHandlers,
  ...variantMediaAssetHandlers,
  ...variantOptionHandlers,
  ...variantOptionValueHandlers,
  ...adminWebhookHandlers,
  ...adminWebhookEventHandlers,
  ...adminWebhookDeliveryHandlers,
};
