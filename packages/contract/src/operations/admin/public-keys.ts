import { adminOperation } from '../../admin-operation.js';
import * as keys from '../../schemas/admin/public-keys.js';
import { pageOf } from '../../schemas/paging.js';

const response = keys.registeredPublicKeySchema;
const stability = 'extension';

/** Public keys whose holders sign requests with Ed25519: the platform never has the private part. */
export const adminPublicKeyOperations = {
  list: adminOperation('admin.publicKeys.list', 'GET /public-keys', {
    summary: 'Lists the public keys that still count, the newest first.',
    query: keys.listPublicKeysSchema,
    response: pageOf(response),
    errors: [],
    stability,
  }),
  register: adminOperation('admin.publicKeys.register', 'POST /public-keys', {
    summary: 'Registers an Ed25519 public key, as a JWK or in PEM (SPKI): from now on its holder may sign.',
    description:
      'The `proof` is a compact JWS by the key itself (header `{ alg: "EdDSA", typ: "fanfare-key-proof+jwt" }`, payload `{ organizationId, mode, iat }`, at most five minutes old): nobody can register the key of somebody else. The `keyid` of its signatures is its thumbprint (RFC 7638), which names one tenant; a key that another organization ever registered, or that still counts, is a `conflict`. As with `apiKeys.create`, nobody can give more than they have.',
    body: keys.registerPublicKeySchema,
    response,
    errors: ['conflict'],
    stability,
  }),
  revoke: adminOperation('admin.publicKeys.revoke', 'DELETE /public-keys/{publicKeyId}', {
    summary: 'Ends a public key at once. The same organization may register it again.',
    params: keys.publicKeyParamsSchema,
    response,
    errors: ['conflict'],
    stability,
  }),
};
