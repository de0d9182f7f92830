import * as z from 'zod/mini';
import type { PublicKeyId } from '../../ids.js';
import { pageQuery } from '../paging.js';
import { baseEntity } from '../products.js';
import { form, id, idParam, text } from '../shapes.js';
import { credentialLife, newRights, shownRights } from './key-rights.js';

const x = form(/^[A-Za-z0-9_-]{43}$/, '32 bytes in base64url');

/** An Ed25519 key as a JWK (RFC 8037 §2). A private key has a member `d`, and is refused for it. */
export const publicJwkSchema = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x,
  kid: z.optional(text(1, 256)),
  alg: z.optional(z.enum(['EdDSA', 'Ed25519'])),
  use: z.optional(z.literal('sig')),
});
const publicPem = form(
  /^-----BEGIN PUBLIC KEY-----\r?\n(?:[A-Za-z0-9+/=]{1,76}\r?\n){1,4}-----END PUBLIC KEY-----\s*$/,
  'a public key in PEM (SPKI)',
);

const proof = form(/^[A-Za-z0-9_-]{1,512}\.[A-Za-z0-9_-]{1,1024}\.[A-Za-z0-9_-]{86}$/, 'a compact JWS');

export const registeredPublicKeySchema = z.object({
  ...baseEntity,
  id: id<PublicKeyId>(),
  ...credentialLife,
  ...shownRights,
  algorithm: z.literal('ed25519'),
  /** The `keyid` of its signatures: the thumbprint of the key (RFC 7638). */
  keyId: z.string(),
  publicKey: z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x }),
});
export const registerPublicKeySchema = z.strictObject({
  ...newRights,
  publicKey: z.union([publicJwkSchema, publicPem]),
  /**
   * Shows that who registers the key holds its private part: a compact JWS by it over `{ organizationId, mode, iat }`,
   * with the header `{ alg: 'EdDSA', typ: 'fanfare-key-proof+jwt' }`, not older than five minutes.
   */
  proof,
});
export const publicKeyParamsSchema = z.strictObject({ publicKeyId: idParam<PublicKeyId>() });
export const listPublicKeysSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'name'])),
});

/** An Ed25519 public key as a JWK. */
export interface PublicJwk extends z.infer<typeof publicJwkSchema> {}
/** A public key whose holder may sign requests. */
export interface RegisteredPublicKey extends z.infer<typeof registeredPublicKeySchema> {}
/** A public key to register, and what its holder may do. */
export interface RegisterPublicKey extends z.infer<typeof registerPublicKeySchema> {}
/** Which public keys to list, and in which order. */
export interface ListPublicKeys extends z.infer<typeof listPublicKeysSchema> {}
