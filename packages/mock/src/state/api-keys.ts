import { createHash } from 'node:crypto';
import type { Mode } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { deriveSigningKey, type SigningKey } from '../auth/signature/derive-signing-key.js';
import type { Tenant } from '../tenant.js';

/** A secret key as the platform keeps it: nothing in it works as a bearer key. */
export interface SecretKeyRecord extends SigningKey {
  readonly tenant: Tenant;
}

/** The keys of all organizations. */
export interface ApiKeys {
  findPublishable(key: string): Tenant | undefined;
  findSecret(key: string): SecretKeyRecord | undefined;
  findByKeyId(keyId: string): SecretKeyRecord | undefined;
}

const modes: readonly Mode[] = ['test', 'live'];

/** Makes the keys that the world was seeded with. */
export function createApiKeys({ world }: MockContext): ApiKeys {
  const publishable = new Map<string, Tenant>();
  const byHash = new Map<string, SecretKeyRecord>();
  const byKeyId = new Map<string, SecretKeyRecord>();
  for (const { id, keys } of world.organizations) {
    for (const mode of modes) {
      const tenant: Tenant = { organizationId: id, mode };
      const record = { ...deriveSigningKey(keys[mode].secret), tenant };
      publishable.set(keys[mode].publishable, tenant);
      byHash.set(hash(keys[mode].secret), record);
      byKeyId.set(record.keyId, record);
    }
  }
  return {
    findPublishable: (key) => publishable.get(key),
    findSecret: (key) => byHash.get(hash(key)),
    findByKeyId: (keyId) => byKeyId.get(keyId),
  };
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
