import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { requestSignature, type RequestSignatureAlgorithm } from '@fanfare/contract';
import type { Secret } from '../secret.js';

/** A key that signs requests, and how the platform calls it. */
export interface SigningKey {
  readonly keyId: string;
  readonly algorithm: RequestSignatureAlgorithm;
  /** Signs a signature base; returns base64. */
  sign(base: string): string;
}

const derivedKeys = new WeakMap<Secret, SigningKey>();

/**
 * Derives the MAC key and the key id of a secret key by HKDF-SHA256 (RFC 5869) with an empty salt, once per
 * secret. Neither allows a way back to the secret key.
 */
export function signingKey(secret: Secret): SigningKey {
  const known = derivedKeys.get(secret);
  if (known !== undefined) return known;
  const { macKey, keyId } = requestSignature;
  // A KeyObject is built once: with key bytes, `createHmac` would build one on every call.
  const key: KeyObject = createSecretKey(derive(secret, macKey));
  const derived: SigningKey = {
    keyId: derive(secret, keyId).toString('base64url'),
    algorithm: 'hmac-sha256',
    sign: (base) => createHmac('sha256', key).update(base, 'utf8').digest('base64'),
  };
  derivedKeys.set(secret, derived);
  return derived;
}

function derive(secret: Secret, purpose: { readonly info: string; readonly bytes: number }): Buffer {
  return Buffer.from(hkdfSync('sha256', secret.reveal(), '', purpose.info, purpose.bytes));
}
