import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { adminOf } from './admin-of.js';
import { keyProof } from './key-proof.js';
import type { Answer, TestShop } from './open-shop.js';

/** A key pair, and how signatures call it. */
export interface Signer {
  readonly privateKey: KeyObject;
  readonly jwk: Readonly<Record<string, string>>;
  readonly keyId: string;
}

/** Makes a key pair of Ed25519. */
export function newSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { crv = '', kty = '', x = '' } = publicKey.export({ format: 'jwk' });
  const jwk = { crv, kty, x };
  return { privateKey, jwk, keyId: createHash('sha256').update(JSON.stringify(jwk)).digest('base64url') };
}

/** Registers the public key of a pair with the proof that belongs to it, in test mode where nothing else is said. */
export async function registerKey(
  shop: TestShop,
  { privateKey, jwk }: Signer,
  { mode = 'test', ...more }: { readonly mode?: string; readonly [field: string]: unknown } = {},
): Promise<Answer> {
  const { platform, organization } = shop;
  const iat = Math.floor(platform.clock.now() / 1000);
  const proof = keyProof(privateKey, { organizationId: organization.id, mode, iat });
  const body = { name: 'CI', publicKey: jwk, scopes: ['read:experiences'], proof, ...more };
  return adminOf(shop).post('/public-keys', body);
}
