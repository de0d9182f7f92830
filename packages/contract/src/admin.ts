export type {
  Announcement,
  CreateAnnouncement,
  ListAnnouncements,
  UpdateAnnouncement,
} from './schemas/admin/announcements.js';
export type {
  AdminAppointmentSlot,
  AppointmentSchedule,
  Attendee,
  AttendeeList,
  AttendeeRemoved,
  CreateAppointment,
  ListAttendees,
  SlotAttendee,
  UpdateAppointment,
} from './schemas/admin/appointments.js';
export type { CreateAuction, UpdateAuction } from './schemas/admin/auctions.js';
export type {
  AuditActor,
  AuditAnchor,
  AuditChange,
  AuditEntry,
  AuditOutcome,
  AuditTarget,
  AuditTenant,
  ListAuditLog,
} from './schemas/admin/audit-log.js';
export type {
  AdminConsumerExport,
  ConsumerExportFile,
  CreateConsumerExport,
  ExportFormat,
} from './schemas/admin/consumer-exports.js';
export type { RetentionSettings, UpdateRetention } from './schemas/admin/retention.js';
export type { ConsumerSession } from './schemas/admin/consumer-sessions.js';
export type { IntrospectToken, TokenIntrospection } from './schemas/admin/tokens.js';
export type { CreativeDocument } from './schemas/admin/creative-documents.js';
export type { AdminDraw, CreateDraw, UpdateDraw } from './schemas/admin/draws.js';
export type {
  CreateExperiencePage,
  ExperiencePage,
  ListExperiencePages,
  UpdateExperiencePage,
} from './schemas/admin/experience-pages.js';
export type {
  AdminExperience,
  CreateExperience,
  CreateExperienceProduct,
  CreateExperienceSequence,
  ExperienceMetrics,
  ListExperiences,
  SequenceFigures,
  UpdateExperience,
} from './schemas/admin/experiences.js';
export type {
  AdjustLoyalty,
  LoyaltyEventPoints,
  LoyaltySettings,
  UpdateLoyaltyEventPoints,
  UpdateLoyaltySettings,
} from './schemas/admin/loyalty.js';
export type { AddMediaAsset, UpdateMediaAsset, VariantMediaAsset } from './schemas/admin/media-assets.js';
export type {
  NestedAppointment,
  NestedAuction,
  NestedDraw,
  NestedQueue,
  NestedTimedRelease,
} from './schemas/admin/nested-distributions.js';
export type { CreateOrderLimit, OrderLimit, UpdateOrderLimit } from './schemas/admin/order-limits.js';
export type {
  CheckSlug,
  Organization,
  RotatedSecretKey,
  SdkConfig,
  SlugAvailability,
  UpdateOrganization,
} from './schemas/admin/organizations.js';
export type {
  ListProducts,
  ProductMetrics,
  SearchProducts,
  UpdateProduct,
  UpsertProduct,
} from './schemas/admin/products.js';
export type { CreateQueue, ListDistributions, UpdateQueue } from './schemas/admin/queues.js';
export type { ListScheduledEvents, ScheduledEvent } from './schemas/admin/scheduled-events.js';
export type {
  AddSequenceProduct,
  ReplaceSequenceProducts,
  SequenceProduct,
  UpdateSequenceProduct,
} from './schemas/admin/sequence-products.js';
export type {
  AdminSequence,
  CreateSequence,
  ListSequences,
  SequenceMetrics,
  UpdateSequence,
} from './schemas/admin/sequences.js';
export type { AdminTheme } from './schemas/admin/themes.js';
export type { CreateTimedRelease, UpdateTimedRelease } from './schemas/admin/timed-releases.js';
export type {
  ApplyVariantOptionTemplates,
  CreateVariantOption,
  CreateVariantOptionValue,
  ReorderVariantOptions,
  ReorderVariantOptionValues,
  ReplaceProductVariantOptions,
  UpdateVariantOption,
  UpdateVariantOptionValue,
  VariantOption,
  VariantOptionValue,
} from './schemas/admin/variant-options.js';
export type {
  AssignOptions,
  CreateVariant,
  UpdateInventory,
  UpdateVariant,
} from './schemas/admin/variants.js';
export type {
  CreateWaitlist,
  EnterSequenceWaitlist,
  ListWaitlists,
  UpdateWaitlist,
  Waitlist,
  WaitlistConsumer,
  WaitlistEntryStatus,
  WaitlistExport,
  WaitlistExportFile,
} from './schemas/admin/waitlists.js';
export type {
  ApiKey,
  CreateApiKey,
  CreatedApiKey,
  CreatePublishableApiKey,
  CreateSecretApiKey,
  ListApiKeys,
  RollApiKey,
} from './schemas/admin/api-keys.js';
export type {
  ListPublicKeys,
  PublicJwk,
  RegisteredPublicKey,
  RegisterPublicKey,
} from './schemas/admin/public-keys.js';
export type {
  CreateMember,
  ListMembers,
  Member,
  MemberRole,
  RoleDescription,
  Roles,
  UpdateMember,
} from './schemas/admin/members.js';
export type {
  ListWebhookDeliveries,
  WebhookDelivery,
  WebhookDeliveryAttempt,
} from './schemas/admin/webhook-deliveries.js';
export type {
  CreateWebhookEndpoint,
  ListWebhookEndpoints,
  RollWebhookSecret,
  UpdateWebhookEndpoint,
  WebhookEndpoint,
  WebhookEndpointWithSecret,
} from './schemas/admin/webhook-endpoints.js';
export type {
  ListWebhookEvents,
  ReplayWebhookEvents,
  SendTestWebhook,
  WebhookEventRecord,
  WebhookReplay,
} from './schemas/admin/webhook-events.js';
export type { AnalyticsEvent, AnalyticsQuery, AnalyticsResult } from './schemas/admin/analytics.js';
export type {
  AudienceGroup,
  CreateLoyaltyTiers,
  UpdateLoyaltyTiers,
} from './schemas/admin/audience-groups.js';
export type {
  AudienceImport,
  CreateAudienceImport,
  ImportLists,
  ListsImported,
} from './schemas/admin/audience-imports.js';
export type {
  AddAudienceMembers,
  AudienceMember,
  AudienceMembersAdded,
  AudienceMembership,
  ListAudienceMembers,
} from './schemas/admin/audience-members.js';
export type {
  AudienceRule,
  ReplaceAudienceRules,
  WriteAudienceRule,
} from './schemas/admin/audience-rules.js';
export type { AudienceCount, AudienceStatus, AudienceSync } from './schemas/admin/audience-state.js';
export type { AudienceGroupType, AudienceType } from './schemas/admin/audience-type.js';
export type { Audience, CreateAudience, ListAudiences, UpdateAudience } from './schemas/admin/audiences.js';
export type {
  ConsumerDistribution,
  ConsumerNumber,
  ReadConsumerDistribution,
} from './schemas/admin/consumer-distribution.js';
export type {
  ConsumerActivity,
  ConsumerTimeline,
  LoyaltyTransactions,
} from './schemas/admin/consumer-history.js';
export type { ConsumerOrder } from './schemas/admin/consumer-orders.js';
export type {
  GetConsumer,
  ListConsumers,
  ListLoyaltyTransactions,
  ReadConsumerTimeline,
} from './schemas/admin/consumer-queries.js';
export type {
  AdminConsumer,
  ConsumerStatus,
  CreateConsumer,
  CreateConsumers,
  CreateConsumersResult,
  UpdateConsumer,
} from './schemas/admin/consumers.js';
