import { verify } from 'node:crypto';
import { keyProof } from '@fanfare/contract';
import type { Tenant } from '../../tenant.js';
import { isCanonicalJws } from '../is-canonical-jws.js';
import type { Ed25519Key } from './ed25519-key.js';

/** What a proof has to be of. */
export interface ProofOccasion {
  readonly key: Ed25519Key;
  readonly tenant: Tenant;
  /** In milliseconds since the epoch. */
  readonly now: number;
}

/** Tells whether the holder of a key agreed, just now, that it is registered for a tenant. */
export function keyProofFits(proof: string, { key, tenant, now }: ProofOccasion): boolean {
  if (!isCanonicalJws(proof)) return false;
  const [header = '', payload = '', signature = ''] = proof.split('.');
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify(null, signed, key.publicKey, Buffer.from(signature, 'base64url'))) return false;
  const { alg, typ } = membersOf(header);
  const { organizationId, mode, iat } = membersOf(payload);
  if (alg !== keyProof.algorithm || typ !== keyProof.type || typeof iat !== 'number') return false;
  const age = now / 1000 - iat;
  const isFresh = age <= keyProof.maxAgeSeconds && age >= -keyProof.maxSkewSeconds;
  return isFresh && organizationId === tenant.organizationId && mode === tenant.mode;
}

function membersOf(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
