import { operation } from '../operation.js';
import { jwksRoutes } from '../routes/jwks.js';
import { jwksSchema } from '../schemas/jwks.js';

/** The public keys that verify access tokens. */
export const jwksOperations = {
  get: operation(jwksRoutes.get, { response: jwksSchema, errors: [] }),
};
