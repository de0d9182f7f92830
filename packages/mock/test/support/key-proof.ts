import { sign, type KeyObject } from 'node:crypto';

/** What a proof says. */
export interface ProofClaims {
  readonly organizationId: string;
  readonly mode: string;
  /** Seconds since the epoch. */
  readonly iat: number;
}

/** Proves that one holds a key, by the letter of RFC 7515, with nothing but node:crypto. */
export function keyProof(
  privateKey: KeyObject,
  claims: ProofClaims,
  header: object = { alg: 'EdDSA', typ: 'fanfare-key-proof+jwt' },
): string {
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}
