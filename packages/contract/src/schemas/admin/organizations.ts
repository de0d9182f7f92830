import * as z from 'zod/mini';
import type { OrganizationId } from '../../ids.js';
import type { PublishableKey, SecretKey } from '../../keys.js';
import { currencyCode, form, freeText, id, text, webUrl } from '../shapes.js';

/** The name of an organization in addresses. */
const slug = form(
  /^(?=.{3,64}$)[a-z0-9][a-z0-9-]*[a-z0-9]$/,
  '3 to 64 small letters, digits and hyphens, with no hyphen at either end',
);
const host = form(/^(\*\.)?[A-Za-z0-9][A-Za-z0-9.-]*(:\d{1,5})?$/, 'a host such as "shop.example.com"');

function key<Key extends string>(): z.ZodMiniType<Key, Key> {
  return text(1, 256) as unknown as z.ZodMiniType<Key, Key>; // names a string type; changes nothing at run time
}

const profile = {
  languageCode: form(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language such as "en" or "de-AT" (BCP 47)'),
  countryCode: form(/^[A-Z]{2}$/, 'two capital letters (ISO 3166-1)'),
  timeZone: text(1, 64),
  currencyCode,
  companyName: freeText(1, 200),
  slug,
  defaultMessagingChannel: z.enum(['EMAIL', 'SMS']),
};
const presence = {
  companyUrl: z.optional(webUrl),
  embeddingAllowedHosts: z.optional(z.nullable(z.array(host).check(z.maxLength(100)))),
};

export const organizationSchema = z.object({
  state: z.enum(['PENDING', 'ACTIVE', 'FAILED']),
  publishableKey: key<PublishableKey>(),
  ...profile,
  ...presence,
});
export const updateOrganizationSchema = z.partial(z.strictObject({ ...profile, ...presence }));

export const sdkConfigSchema = z.object({
  organizationId: id<OrganizationId>(),
  publishableKey: organizationSchema.shape.publishableKey,
});

export const rotatedSecretKeySchema = z.object({
  secretKey: key<SecretKey>(),
});

export const checkSlugSchema = z.strictObject({ slug });
export const slugAvailabilitySchema = z.object({ available: z.boolean(), suggestions: z.array(slug) });

/** The organization that a secret key belongs to. */
export interface Organization extends z.infer<typeof organizationSchema> {}
/** What changes about an organization; what is left out stays as it is. */
export interface UpdateOrganization extends z.infer<typeof updateOrganizationSchema> {}
/** What a page needs to start the browser SDK. */
export interface SdkConfig extends z.infer<typeof sdkConfigSchema> {}
/** A new secret key: it is shown this once, and never again. */
export interface RotatedSecretKey extends z.infer<typeof rotatedSecretKeySchema> {}
/** Which slug to ask for. */
export interface CheckSlug extends z.infer<typeof checkSlugSchema> {}
/** Whether an organization may take a slug, and similar ones that it may take. */
export interface SlugAvailability extends z.infer<typeof slugAvailabilitySchema> {}
