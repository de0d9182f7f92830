import { adminOperation } from '../../admin-operation.js';
import * as keys from '../../schemas/admin/api-keys.js';
import { pageOf } from '../../schemas/paging.js';

const params = keys.apiKeyParamsSchema;
const stability = 'extension';

/** The keys of the organization in this mode: secret ones with scopes, publishable ones with origins. */
export const adminApiKeyOperations = {
  list: adminOperation('admin.apiKeys.list', 'GET /api-keys', {
    summary: 'Lists the keys that still work, the newest first, without the keys themselves.',
    query: keys.listApiKeysSchema,
    response: pageOf(keys.apiKeySchema),
    errors: [],
    stability,
  }),
  create: adminOperation('admin.apiKeys.create', 'POST /api-keys', {
    summary: 'Creates a key. The key itself is in this answer and nowhere else.',
    description:
      'A key cannot give more than it has: scopes that it lacks are refused with `insufficient_scope`, and a key of a member creates keys of members only whose roles do not exceed its own. `allowedIps` and `expiresAt` must lie within those of the key that signs, and are its own where they are left out. Not repeatable, because an answer with a key is kept nowhere.',
    body: keys.createApiKeySchema,
    response: keys.createdApiKeySchema,
    errors: [],
    retry: 'never',
    stability,
  }),
  roll: adminOperation('admin.apiKeys.roll', 'POST /api-keys/{apiKeyId}/roll', {
    summary: 'Replaces a key by a new one with the same rights; the old one goes on working for the overlap.',
    description:
      'The new key is in this answer and nowhere else. After the overlap the old one is refused with `key_revoked`.',
    params,
    body: keys.rollApiKeySchema,
    response: keys.createdApiKeySchema,
    errors: ['conflict'],
    retry: 'never',
    stability,
  }),
  revoke: adminOperation('admin.apiKeys.revoke', 'DELETE /api-keys/{apiKeyId}', {
    summary: 'Ends a key at once.',
    description:
      'Neither the key that signs the call nor a key that the organization goes by, secret or publishable, can be revoked (`conflict`): rotate or roll it. A key that one could not create, one cannot revoke.',
    params,
    response: keys.apiKeySchema,
    errors: ['conflict'],
    stability,
  }),
};
