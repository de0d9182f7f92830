export type { Named } from './brand.js';
export type {
  AdmissionGrant,
  ApiKeyId,
  AudienceId,
  AppointmentId,
  AuctionId,
  BookingId,
  AuditEntryId,
  ConsumerExportId,
  ConsumerId,
  DistributionId,
  DrawId,
  ExperienceId,
  FamilyId,
  MediaAssetId,
  MemberId,
  Money,
  OrderId,
  OrganizationId,
  PaymentId,
  ProductId,
  PublicKeyId,
  QueueId,
  SequenceId,
  SessionId,
  SlotId,
  TimedReleaseId,
  Timestamp,
  VariantId,
  VariantOptionId,
  VariantOptionValueId,
  WaitlistEntryId,
  WaitlistId,
  WebhookDeliveryId,
  WebhookEndpointId,
  WebhookEventId,
} from './ids.js';
export { idPattern } from './ids.js';
export {
  parseKey,
  type KeyKind,
  type Mode,
  type ParsedKey,
  type PublishableKey,
  type SecretKey,
} from './keys.js';
export {
  accessResources,
  permissions,
  roleSets,
  type AccessResource,
  type Permission,
  type Reach,
  type Role,
  type RoleSet,
  type RoleSetName,
} from './roles.js';
export {
  can,
  permissionsOf,
  type AccessQuestion,
  type AccessTarget,
  type RoleAssignment,
  type RolePrincipal,
} from './can.js';
export { operationAccess, type OperationAccess } from './operation-access.js';
export { includesScope, keyScopes, neededScope, type KeyScope } from './scopes.js';
export { servicePath, serviceUrls, type Service } from './services.js';
export { profiles, type Profile, type ProfileName } from './profiles.js';
export { dpop, proofAddressForm, proofCoordinateForm, tokenOperations, type DpopAlgorithm } from './dpop.js';
export {
  cookieMode,
  csrfRefusals,
  pageSessionRoute,
  type CsrfErrorCode,
  type PageSession,
  type PageSessionAnswer,
  type PageSessionLimits,
  type PageTokenRequest,
  type PageTokens,
} from './cookie-mode.js';
export { apiVersion, apiVersionForm } from './api-version.js';
export { exposedHeaders, headers } from './headers.js';
export { limits } from './limits.js';
export {
  endpointLimit,
  rateLimits,
  ratePlans,
  type RateLimit,
  type RateLimitName,
  type RateLimitScope,
  type RateLimitTable,
} from './rate-limits.js';
export { secretAnswerFields } from './secret-answer-fields.js';
export { cardNumberRefusal, containsCardNumber } from './contains-card-number.js';
export { canonicalJson } from './canonical-json.js';
export { consentPurposes, type ConsentPurpose } from './consent-purposes.js';
export { beaconEventNames, type BeaconEventName } from './beacon-events.js';
export { platformEventNames, type PlatformEventName } from './platform-events.js';
export {
  audienceAttributes,
  attributeKind,
  type AttributeKind,
  type AudienceAttribute,
  type ConsumerAttribute,
} from './audience-attributes.js';
export { ruleOperators, type RuleOperator } from './rule-operators.js';
export { accessToken, type AccessTokenClaims, type AuthLevel, type AuthMethod } from './tokens.js';
export { freshProofOperations, stepUpOperations } from './step-up.js';
export { webhookRetrySchedule, webhookSignature } from './webhook-signature.js';
export { fieldEncryption } from './field-encryption.js';
export { keyProof } from './key-proof.js';
export { requestSignature, type RequestSignatureAlgorithm } from './request-signature.js';
export {
  clientErrors,
  errorTexts,
  retryableCodes,
  serverErrors,
  type ClientErrorCode,
  type ErrorFact,
  type FanfareErrorCode,
  type ServerErrorCode,
} from './errors.js';
export { sessionEnds, type SessionEnd, type SessionEndReason } from './session-end.js';
export type { Credential, Method, Retry, Route, Routes, Stability } from './route.js';
export { activityRoutes } from './routes/activity.js';
export { admissionRoutes } from './routes/admissions.js';
export { appointmentRoutes } from './routes/appointments.js';
export { auctionRoutes } from './routes/auctions.js';
export { authRoutes } from './routes/auth.js';
export { beaconRoutes } from './routes/beacon.js';
export { challengeRoutes } from './routes/challenges.js';
export { checkoutRoutes } from './routes/checkout.js';
export { configRoutes } from './routes/config.js';
export { consentRoutes } from './routes/consent.js';
export { consumerRoutes } from './routes/consumers.js';
export { drawRoutes } from './routes/draws.js';
export { emailVerificationRoutes } from './routes/email-verification.js';
export { eventRoutes } from './routes/events.js';
export { experienceRoutes } from './routes/experiences.js';
export { jwksRoutes } from './routes/jwks.js';
export { loyaltyRoutes } from './routes/loyalty.js';
export { mfaRoutes } from './routes/mfa.js';
export { organizationRoutes } from './routes/organizations.js';
export { queueRoutes } from './routes/queues.js';
export { sessionRoutes } from './routes/sessions.js';
export { timedReleaseRoutes } from './routes/timed-releases.js';
export { waitlistRoutes } from './routes/waitlists.js';
export { webhookEventTypes, type WebhookEventType } from './webhooks/event-types.js';
export { webhookTypeAliases } from './webhooks/type-aliases.js';
export type {
  KnownWebhookEvent,
  UnknownWebhookEvent,
  WebhookEvent,
  WebhookEventData,
} from './webhooks/event.js';
export type {
  ActivityEvent,
  ActivityFeed,
  ActivityItem,
  ActivityKind,
  ActivityTrack,
  ActivityTracked,
  ListActivity,
  TrackActivity,
} from './schemas/activity.js';
export type {
  Admission,
  AdmissionCompletion,
  CompleteAdmission,
  ValidateAdmission,
} from './schemas/admissions.js';
export type {
  Appointment,
  AppointmentSlot,
  AppointmentSlots,
  Booking,
  BookingStatus,
  BookSlot,
  CancelBooking,
  CancelledBooking,
  CurrentBooking,
  ListSlots,
  OwnBooking,
  RescheduleBooking,
  RescheduledBooking,
} from './schemas/appointments.js';
export type {
  Auction,
  AuctionBid,
  AuctionEntry,
  AuctionState,
  AuctionType,
  CurrentPrice,
  HighestBid,
  ListBids,
  ListOwnBids,
  PlaceBid,
} from './schemas/auctions.js';
export type {
  AuthorizeExternal,
  AuthSession,
  ExchangeExternal,
  ExternalAuthorization,
  OtpRequested,
  RefreshResult,
  RequestOtp,
  Session,
  VerifyOtp,
} from './schemas/auth.js';
export type { BeaconAccepted, BeaconBatch, BeaconEvent } from './schemas/beacon.js';
export type { ChallengeVerdict, VerifyChallenge } from './schemas/challenges.js';
export type {
  CancelPayment,
  Checkout,
  CreateCheckout,
  PaymentCancelled,
  PaymentRefunded,
  RefundPayment,
} from './schemas/checkout.js';
export type {
  ConsumerProfile,
  ConsumerState,
  DistributionSummary,
  Grant,
  GrantingMechanism,
  JourneyState,
  Mechanism,
  Outcome,
  OwnState,
  SequenceState,
} from './schemas/consumers.js';
export type { DenyDrawEntry, Draw, DrawState } from './schemas/draws.js';
export type {
  ConfirmEmail,
  EmailVerificationRequested,
  EmailVerified,
} from './schemas/email-verification.js';
export type { DomainConflict, ErrorBody, Issue, ProofAdvice } from './schemas/errors.js';
export type { Page, PageInfo } from './schemas/paging.js';
export type {
  JourneyCause,
  JourneyChange,
  PositionChange,
  StreamEnd,
  StreamEvent,
  StreamQuery,
} from './schemas/events.js';
export type { Experience, ExperienceEntry, Sequence, Theme } from './schemas/experiences.js';
export type { EncryptionKeys, Jwks } from './schemas/jwks.js';
export type {
  LoyaltyBalance,
  LoyaltyExpiration,
  LoyaltyExpirationsQuery,
  LoyaltyHistoryQuery,
  LoyaltyTransaction,
} from './schemas/loyalty.js';
export type { BackupCodes, ConfirmTotp, StepUp, TotpEnrollment } from './schemas/mfa.js';
export type { MediaAsset, Product, ProductMediaAsset, Variant } from './schemas/products.js';
export type { OrganizationSettings } from './schemas/organizations.js';
export type { AdmitConsumer, DenyConsumer, Queue, QueueDenyReason, QueueState } from './schemas/queues.js';
export type { Gate, Mitigation, RouteCandidate, RouteResult } from './schemas/routing.js';
export type { DeviceSession, RevokeSessions, SessionsRevoked } from './schemas/sessions.js';
export type {
  EnterTimedRelease,
  TimedRelease,
  TimedReleaseLeft,
  TimedReleaseState,
  TimedReleaseStatus,
} from './schemas/timed-releases.js';
export type { WaitlistEntry, WaitlistLeft, WaitlistStatus } from './schemas/waitlists.js';
export type { PlatformConfig } from './schemas/config.js';
export type { Consent, ConsentDecision, UpdateConsent } from './schemas/consent.js';
export type { ConsumerData, ConsumerExport, Erasure, OwnExport } from './schemas/consumer-exports.js';
