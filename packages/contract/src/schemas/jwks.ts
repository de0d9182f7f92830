import * as z from 'zod/mini';
import { text } from './shapes.js';

export const jwksSchema = z.object({
  keys: z.array(
    z.object({
      kty: z.enum(['OKP', 'EC']),
      kid: text(1, 128),
      alg: z.enum(['EdDSA', 'ES256']),
      use: z.literal('sig'),
      crv: z.enum(['Ed25519', 'P-256']),
      x: z.string(),
      y: z.optional(z.string()),
    }),
  ),
});

/** The platform's public keys (RFC 7517). */
export interface Jwks extends z.infer<typeof jwksSchema> {}
