import * as z from 'zod/mini';
import type { BeaconEventName } from '../beacon-events.js';
import type { ConsumerId, ExperienceId, OrganizationId, SequenceId } from '../ids.js';
import { beaconProperties } from './beacon-properties.js';
import { idParam, text, timestamp } from './shapes.js';

const word = z.optional(text(0, 500));
// Not always a web address: a page that was opened directly has "", and apps have schemes of their own.
const address = z.optional(text(0, 2048));
const nanoseconds = z.optional(text(1, 32));

const shared = {
  organizationId: idParam<OrganizationId>(),
  eventId: text(1, 128),
  eventTimestamp: timestamp,
  eventSchemaVersion: word,
  eventTimestampNs: nanoseconds,
  receivedTimestamp: z.optional(timestamp),
  receivedTimestampNs: nanoseconds,
  beaconRequestId: word,
  anonymousId: word,
  consumerId: z.optional(idParam<ConsumerId>()),
  userId: word,
  sessionId: word,
  isGuest: z.optional(z.boolean()),
  experienceId: z.optional(idParam<ExperienceId>()),
  sequenceId: z.optional(idParam<SequenceId>()),
  appVersion: word,
  browserName: word,
  browserVersion: word,
  deviceType: word,
  osName: word,
  osVersion: word,
  platform: word,
  userAgent: word,
  ipAddress: word,
  geoCity: word,
  geoCountry: word,
  geoRegion: word,
  geoLatitude: z.optional(z.number().check(z.minimum(-90), z.maximum(90))),
  geoLongitude: z.optional(z.number().check(z.minimum(-180), z.maximum(180))),
  pagePath: address,
  pageTitle: word,
  pageUrl: address,
  referrerUrl: address,
  referringDomain: word,
  screenName: word,
  utmCampaign: word,
  utmContent: word,
  utmMedium: word,
  utmSource: word,
  utmTerm: word,
  segments: z.optional(
    z.strictObject({ rfm: z.optional(z.enum(['CHAMPIONS', 'LOYAL', 'AT_RISK', 'NEW', 'LOST'])) }),
  ),
};

function beaconEvent<const Name extends BeaconEventName>(name: Name) {
  return z.strictObject({
    ...shared,
    eventName: z.literal(name),
    eventProperties: z.optional(beaconProperties[name]),
  });
}

export const beaconEventSchema = z.discriminatedUnion('eventName', [
  beaconEvent('pageView'),
  beaconEvent('productImpression'),
  beaconEvent('productClick'),
  beaconEvent('productView'),
  beaconEvent('addToCart'),
  beaconEvent('removeFromCart'),
  beaconEvent('viewCart'),
  beaconEvent('beginCheckout'),
  beaconEvent('purchase'),
  beaconEvent('searchSubmitted'),
  beaconEvent('qrScanned'),
  beaconEvent('messageSent'),
  beaconEvent('messageDelivered'),
  beaconEvent('messageOpened'),
  beaconEvent('messageClicked'),
  beaconEvent('messageRead'),
  beaconEvent('messageBounced'),
  beaconEvent('messageComplained'),
  beaconEvent('messageFailed'),
]);

export const beaconBatchSchema = z.array(beaconEventSchema).check(z.minLength(1), z.maxLength(100));

export const beaconAcceptedSchema = z.null();

/** Something that happened in a page, in a shape that depends on `eventName`. */
export type BeaconEvent = z.infer<typeof beaconEventSchema>;
/** 1 to 100 events. */
export type BeaconBatch = z.infer<typeof beaconBatchSchema>;
/** The events are taken; there is nothing to say about them. */
export type BeaconAccepted = z.infer<typeof beaconAcceptedSchema>;
