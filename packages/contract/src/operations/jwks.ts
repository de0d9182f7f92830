import { operation } from '../operation.js';
import { jwksRoutes } from '../routes/jwks.js';
import { jwksSchema } from '../schemas/jwks.js';

/** The public keys that verify access tokens. */
export const jwksOperations = {
  get: operation(jwksRoutes.get, {
    summary: 'Reads the public keys that verify access tokens (RFC 7517).',
    response: jwksSchema,
    errors: [],
  }),
};
