import type { ApiKeyId, PublicKeyId } from '@fanfare/contract';
import type { ApiKey, RegisteredPublicKey } from '@fanfare/contract/admin';
import { entityOf } from '../state/entity.js';
import type { ApiKeyRow } from '../state/api-keys.js';
import type { PublicKeyRow } from '../state/public-keys.js';
import { lifeOf } from './credential-life.js';
import type { KeyRights } from './key-rights.js';

/** Describes a key without the key itself. */
export function describeApiKey(row: ApiKeyRow, now: number): ApiKey {
  const { kind, prefix, lastFour, allowedOrigins, signing, successorId } = row;
  return {
    ...entityOf(row),
    id: row.id as ApiKeyId, // a row of this table has this kind of id
    kind,
    ...lifeOf(row, now),
    ...rightsOf(row),
    allowedOrigins: allowedOrigins === null ? null : [...allowedOrigins],
    prefix,
    lastFour,
    keyId: signing?.keyId ?? null,
    successorId,
  };
}

/** Describes a registered public key. */
export function describePublicKey(row: PublicKeyRow, now: number): RegisteredPublicKey {
  return {
    ...entityOf(row),
    id: row.id as PublicKeyId, // as above
    ...lifeOf(row, now),
    ...rightsOf(row),
    algorithm: 'ed25519',
    keyId: row.keyId,
    publicKey: row.jwk,
  };
}

function rightsOf({ scopes, allowedIps, memberId }: KeyRights): Pick<ApiKey, keyof KeyRights> {
  return { scopes: [...scopes], allowedIps: [...allowedIps], memberId };
}
