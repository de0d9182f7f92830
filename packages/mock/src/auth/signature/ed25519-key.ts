import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { requestSignature } from '@fanfare/contract';
import type { PublicJwk } from '@fanfare/contract/admin';

/** A public key, and how signatures call it. */
export interface Ed25519Key {
  readonly keyId: string;
  readonly publicKey: KeyObject;
  readonly jwk: Pick<PublicJwk, 'kty' | 'crv' | 'x'>;
}

/** Reads an Ed25519 public key from a JWK or from PEM; `undefined` where it is none. */
export function readEd25519Key(given: PublicJwk | string): Ed25519Key | undefined {
  const publicKey = importKey(given);
  if (publicKey?.asymmetricKeyType !== 'ed25519') return undefined;
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const jwk = { kty: 'OKP', crv: 'Ed25519', x } as const;
  // RFC 7638 §3: these members only, in the order of their names, and no white space.
  const text = JSON.stringify(jwk, [...requestSignature.thumbprintMembers]);
  return { keyId: createHash('sha256').update(text).digest('base64url'), publicKey, jwk };
}

function importKey(given: PublicJwk | string): KeyObject | undefined {
  try {
    if (typeof given === 'string') return createPublicKey({ key: given, format: 'pem', type: 'spki' });
    const { kty, crv, x } = given;
    return createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
