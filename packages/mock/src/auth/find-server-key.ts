import { createHmac, timingSafeEqual, verify } from 'node:crypto';
import type { RequestSignatureAlgorithm } from '@fanfare/contract';
import { hasEnded } from '../access/credential-life.js';
import type { KeyRights } from '../access/key-rights.js';
import type { MockContext } from '../context.js';
import { createApiKeys, type ApiKeyRow } from '../state/api-keys.js';
import { createPublicKeys, type PublicKeyRow } from '../state/public-keys.js';
import { createVault } from '../state/vault.js';
import type { Tenant } from '../tenant.js';

/** A key that a server signs with, whether the platform can sign with it too or not. */
export interface ServerKey {
  readonly tenant: Tenant;
  readonly keyId: string;
  readonly rights: KeyRights;
  /** In milliseconds since the epoch; `null` where it does not end by itself. */
  readonly expiresAt: number | null;
  readonly algorithm: RequestSignatureAlgorithm;
  readonly isOver: boolean;
  /** Tells whether the key made a signature. */
  fits(base: string, signature: Uint8Array): boolean;
  /** Notes that the key was used just now. */
  note(): void;
}

/** Finds the key that signatures call so. */
export function findServerKey(context: MockContext, keyId: string): ServerKey | undefined {
  const secret = context.use(createApiKeys).findByKeyId(keyId);
  if (secret !== undefined) return secretServerKey(context, secret);
  const row = context.use(createPublicKeys).findByKeyId(keyId);
  if (row === undefined) return undefined;
  const fits: ServerKey['fits'] = (base, signature) =>
    verify(null, Buffer.from(base), row.publicKey, signature);
  return { ...common(context, row), keyId, algorithm: 'ed25519', fits };
}

/** Makes the server's key of a stored secret key. */
export function secretServerKey(context: MockContext, row: ApiKeyRow): ServerKey | undefined {
  const { signing } = row;
  if (signing === null) return undefined;
  const fits: ServerKey['fits'] = (base, signature) => {
    const macKey = context.use(createVault).open(signing.sealed);
    const expected = createHmac('sha256', macKey).update(base).digest();
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  };
  return { ...common(context, row), keyId: signing.keyId, algorithm: 'hmac-sha256', fits };
}

function common(
  { clock }: MockContext,
  row: ApiKeyRow | PublicKeyRow,
): Pick<ServerKey, 'tenant' | 'rights' | 'expiresAt' | 'isOver' | 'note'> {
  const { tenant, scopes, allowedIps, memberId, expiresAt } = row;
  return {
    tenant,
    rights: { scopes, allowedIps, memberId },
    expiresAt,
    isOver: hasEnded(row, clock.now()),
    note: () => void (row.lastUsedAt = clock.now()),
  };
}
