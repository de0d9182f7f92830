import { operation } from '../operation.js';
import { jwksRoutes } from '../routes/jwks.js';
import { encryptionKeysSchema, jwksSchema } from '../schemas/jwks.js';

/** The public keys that verify access tokens, and those that fields are encrypted for. */
export const jwksOperations = {
  get: operation(jwksRoutes.get, {
    summary: 'Reads the public keys that verify access tokens (RFC 7517).',
    response: jwksSchema,
    errors: [],
  }),
  getEncryption: operation(jwksRoutes.getEncryption, {
    summary:
      'Reads the public keys that single fields can be encrypted for (RFC 7517), the one to use first.',
    response: encryptionKeysSchema,
    errors: [],
  }),
};
