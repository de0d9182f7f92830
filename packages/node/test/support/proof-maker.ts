import { createHash, randomUUID } from 'node:crypto';
import { makeToken, testKey, type TestKey } from './token-maker.js';

/** The request that a proof is made for. */
export interface ProvedRequest {
  readonly method: string;
  readonly url: string;
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What a test changes about a good proof. */
export interface ProofChanges {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs in place of the key that the header shows. */
  readonly signer?: PageKey;
}

/** The key that a page keeps. */
export interface PageKey extends TestKey {
  readonly publicJwk: Readonly<Record<string, unknown>>;
  /** RFC 7638. */
  readonly thumbprint: string;
}

/** Hashes as proofs and thumbprints do. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Makes the key of a page. */
export function pageKey(alg: TestKey['alg'] = 'ES256'): PageKey {
  const key = testKey(alg, 'page');
  const publicJwk = key.publicKey.export({ format: 'jwk' });
  const { crv, kty, x, y } = publicJwk;
  return { ...key, publicJwk: { ...publicJwk }, thumbprint: sha256(JSON.stringify({ crv, kty, x, y })) };
}

/** Makes a proof of possession (RFC 9449 §4.2) with node:crypto alone. */
export function makeProof(
  key: PageKey,
  { method, url, token, now, changes = {} }: ProvedRequest & { readonly changes?: ProofChanges },
): string {
  const { header, claims, signer = key } = changes;
  return makeToken(
    signer,
    { typ: 'dpop+jwt', alg: key.alg, jwk: key.publicJwk, ...header },
    {
      jti: randomUUID(),
      htm: method,
      htu: url,
      iat: Math.floor(now / 1_000),
      ath: sha256(token),
      ...claims,
    },
  );
}
