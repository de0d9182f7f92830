import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { requestSignature } from '@fanfare/contract';
import type { PublicJwk } from '@fanfare/contract/admin';

/** A public key, and how signatures call it. */
export interface Ed25519Key {
  readonly keyId: string;
  readonly publicKey: KeyObject;
  readonly jwk: Pick<PublicJwk, 'kty' | 'crv' | 'x'>;
}

/** The points of small order, in bytes without the sign: a signature that fits one of them fits whatever is signed. */
const weak: ReadonlySet<string> = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

/** Reads an Ed25519 public key from a JWK or from PEM; `undefined` where it is none, or one that proves nothing. */
export function readEd25519Key(given: PublicJwk | string): Ed25519Key | undefined {
  const publicKey = importKey(given);
  if (publicKey?.asymmetricKeyType !== 'ed25519') return undefined;
  const { x = '' } = publicKey.export({ format: 'jwk' });
  if (isWeak(x)) return undefined;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x } as const;
  // RFC 7638 §3: these members only, in the order of their names, and no white space.
  const text = JSON.stringify(jwk, [...requestSignature.thumbprintMembers]);
  return { keyId: createHash('sha256').update(text).digest('base64url'), publicKey, jwk };
}

function isWeak(x: string): boolean {
  const bytes = Buffer.from(x, 'base64url');
  bytes[31] = (bytes[31] ?? 0) & 0x7f; // without the sign of the other coordinate
  return weak.has(bytes.toString('hex'));
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
