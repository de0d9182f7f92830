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

export const encryptionKeysSchema = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('RSA'),
      kid: text(1, 128),
      alg: z.literal('RSA-OAEP-256'),
      use: z.literal('enc'),
      n: z.string(),
      e: z.string(),
    }),
  ),
});

/** The platform's public keys for single fields (RFC 7517), the one to use first. */
export interface EncryptionKeys extends z.infer<typeof encryptionKeysSchema> {}
