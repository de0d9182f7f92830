import * as z from 'zod/mini';
import type { ApiKeyId } from '../../ids.js';
import type { PublishableKey, SecretKey } from '../../keys.js';
import { pageQuery } from '../paging.js';
import { baseEntity } from '../products.js';
import { form, id, idParam, text } from '../shapes.js';
import { credentialLife, newRights, shownRights } from './key-rights.js';

const origin = form(/^https?:\/\/[^/?#@\s]{1,255}$/, 'an origin such as "https://shop.example.com"');

export const apiKeySchema = z.object({
  ...baseEntity,
  id: id<ApiKeyId>(),
  kind: z.enum(['secret', 'publishable']),
  ...credentialLife,
  ...shownRights,
  /** The origins whose pages may use it; `null` where the list of the organization counts. */
  allowedOrigins: z.nullable(z.array(z.string())),
  /** As in `sk_test_`. */
  prefix: z.string(),
  lastFour: text(4, 4),
  /** The `keyid` of its signatures; `null` for a key that signs nothing. */
  keyId: z.nullable(z.string()),
  /** The key that came after it. */
  successorId: z.nullable(id<ApiKeyId>()),
});
export const createdApiKeySchema = z.extend(apiKeySchema, {
  /** The key itself, this once. */
  key: text(1, 256) as unknown as z.ZodMiniType<SecretKey | PublishableKey, SecretKey | PublishableKey>, // names a string type; changes nothing at run time
});

export const createSecretApiKeySchema = z.strictObject({ kind: z.literal('secret'), ...newRights });
export const createPublishableApiKeySchema = z.strictObject({
  kind: z.literal('publishable'),
  name: newRights.name,
  allowedOrigins: z.optional(z.array(origin).check(z.maxLength(100))),
  expiresAt: newRights.expiresAt,
});
export const createApiKeySchema = z.discriminatedUnion('kind', [
  createSecretApiKeySchema,
  createPublishableApiKeySchema,
]);
export const rollApiKeySchema = z.strictObject({
  /** How long the old key goes on working; 0 ends it at once. At most 30 days. */
  overlapSeconds: z.int().check(z.minimum(0), z.maximum(2_592_000)),
});
export const apiKeyParamsSchema = z.strictObject({ apiKeyId: idParam<ApiKeyId>() });
export const listApiKeysSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'name'])),
  kind: z.optional(z.enum(['secret', 'publishable'])),
});

/** A key, without the key itself. */
export interface ApiKey extends z.infer<typeof apiKeySchema> {}
/** A new key: the key itself is shown this once, and never again. */
export interface CreatedApiKey extends z.infer<typeof createdApiKeySchema> {}
/** What a new secret key may do, and from where. */
export interface CreateSecretApiKey extends z.infer<typeof createSecretApiKeySchema> {}
/** Whose pages may use a new publishable key. */
export interface CreatePublishableApiKey extends z.infer<typeof createPublishableApiKeySchema> {}
/** What a new key is made of. */
export type CreateApiKey = z.infer<typeof createApiKeySchema>;
/** How a key is replaced. */
export interface RollApiKey extends z.infer<typeof rollApiKeySchema> {}
/** Which keys to list, and in which order. */
export interface ListApiKeys extends z.infer<typeof listApiKeysSchema> {}
