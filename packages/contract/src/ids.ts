import type { Named } from './brand.js';

/** Identifies an organization. Opaque: neither its form nor its length is promised. */
export type OrganizationId = Named<'OrganizationId'>;
/** Identifies an experience. Opaque. */
export type ExperienceId = Named<'ExperienceId'>;
/** Identifies a sequence inside an experience. Opaque. */
export type SequenceId = Named<'SequenceId'>;
/** Identifies a distribution of any mechanism. Opaque. */
export type DistributionId = Named<'DistributionId'>;
/** Identifies a queue. Opaque. */
export type QueueId = Named<'DistributionId'>;
/** Identifies a draw. Opaque. */
export type DrawId = Named<'DistributionId'>;
/** Identifies a timed release. Opaque. */
export type TimedReleaseId = Named<'DistributionId'>;
/** Identifies an appointment. Opaque. */
export type AppointmentId = Named<'DistributionId'>;
/** Identifies a slot of an appointment; the same as long as the slots stay where they are. Opaque. */
export type SlotId = Named<'SlotId'>;
/** Identifies a booking; the same when it is moved to another slot. Opaque. */
export type BookingId = Named<'BookingId'>;
/** Identifies a waitlist. Opaque. */
export type WaitlistId = Named<'WaitlistId'>;
/** Identifies a consumer's entry in a waitlist. Opaque. */
export type WaitlistEntryId = Named<'WaitlistEntryId'>;
/** Identifies an auction. Opaque. */
export type AuctionId = Named<'DistributionId'>;
/** Identifies a consumer: a shopper with an identity, guest or signed in. Opaque. */
export type ConsumerId = Named<'ConsumerId'>;
/** Identifies an export of a consumer's data. Opaque. */
export type ConsumerExportId = Named<'ConsumerExportId'>;
/** Identifies an entry of the audit log. Opaque. */
export type AuditEntryId = Named<'AuditEntryId'>;
/** Identifies a consumer's session. Opaque. */
export type SessionId = Named<'SessionId'>;
/** Identifies a family of refresh tokens: all that followed from one sign-in. Opaque. */
export type FamilyId = Named<'FamilyId'>;
/** Identifies a product. Opaque. */
export type ProductId = Named<'ProductId'>;
/** Identifies a variant of a product. Opaque. */
export type VariantId = Named<'VariantId'>;
/** Identifies a picture or a film of a product. Opaque. */
export type MediaAssetId = Named<'MediaAssetId'>;
/** Identifies what variants differ in, such as a size. Opaque. */
export type VariantOptionId = Named<'VariantOptionId'>;
/** Identifies one value of an option, such as a certain size. Opaque. */
export type VariantOptionValueId = Named<'VariantOptionValueId'>;
/** Identifies an order. Opaque. */
export type OrderId = Named<'OrderId'>;
/** Identifies a payment. Opaque. */
export type PaymentId = Named<'PaymentId'>;
/** Identifies an audience. Opaque. */
export type AudienceId = Named<'AudienceId'>;
/** Identifies a key, without holding a part of it. Opaque. */
export type ApiKeyId = Named<'ApiKeyId'>;
/** Identifies a registered public key. Opaque. */
export type PublicKeyId = Named<'PublicKeyId'>;
/** Identifies a member of a merchant's team. Opaque. */
export type MemberId = Named<'MemberId'>;
/** Identifies a webhook event; the same over all deliveries of that event. Opaque. */
export type WebhookEventId = Named<'WebhookEventId'>;
/** Identifies an endpoint that webhooks are delivered to. Opaque. */
export type WebhookEndpointId = Named<'WebhookEndpointId'>;
/** Identifies the delivery of an event to an endpoint; the same over its attempts. Opaque. */
export type WebhookDeliveryId = Named<'WebhookDeliveryId'>;

/** A decimal amount such as `"129.00"`; never a number, so that no cent is lost to floating point. */
export type Money = Named<'Money'>;
/** An ISO 8601 time in UTC, such as `"2026-11-22T10:00:00.000Z"`. */
export type Timestamp = Named<'Timestamp'>;
/** Proof that a consumer may buy now. One use; belongs in a request body, never in a URL or a log. */
export type AdmissionGrant = Named<'AdmissionGrant'>;

/** What an id may look like where it becomes part of a path: nothing that could change the path. */
export const idPattern: RegExp = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;
