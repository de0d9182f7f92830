import { createHash } from 'node:crypto';
import type { Mode, SecretKey } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { deriveSigningKey, type SigningKey } from '../auth/signature/derive-signing-key.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { worldOrganization } from './world.js';

/** A secret key as the platform keeps it: nothing in it works as a bearer key. */
export interface SecretKeyRecord extends SigningKey {
  readonly tenant: Tenant;
}

/** The keys of all organizations. */
export interface ApiKeys {
  findPublishable(key: string): Tenant | undefined;
  findSecret(key: string): SecretKeyRecord | undefined;
  findByKeyId(keyId: string): SecretKeyRecord | undefined;
  /** Tells whether a key that is not known any more was one once. */
  hasEnded(shown: { readonly secret: string } | { readonly keyId: string }): boolean;
  /** Replaces the secret key of a tenant: the old one ends at once. Of the new one only its hash and what it signs with are kept. */
  rotateSecret(tenant: Tenant): SecretKey;
}

const modes: readonly Mode[] = ['test', 'live'];

/** Makes the keys that the world was seeded with. */
export function createApiKeys(context: MockContext): ApiKeys {
  const publishable = new Map<string, Tenant>();
  const byHash = new Map<string, SecretKeyRecord>();
  const byKeyId = new Map<string, SecretKeyRecord>();
  const ended = new Set<string>();

  function add(secret: SecretKey, tenant: Tenant): void {
    const record = { ...deriveSigningKey(secret), tenant };
    byHash.set(hash(secret), record);
    byKeyId.set(record.keyId, record);
  }

  function end(tenant: Tenant): void {
    for (const [hashed, record] of byHash) {
      if (tenantKey(record.tenant) !== tenantKey(tenant)) continue;
      byHash.delete(hashed);
      byKeyId.delete(record.keyId);
      ended.add(hashed).add(record.keyId);
    }
  }

  for (const { id, keys } of context.world.organizations) {
    for (const mode of modes) {
      const tenant: Tenant = { organizationId: id, mode };
      publishable.set(keys[mode].publishable, tenant);
      add(keys[mode].secret, tenant);
    }
  }
  return {
    findPublishable: (key) => publishable.get(key),
    findSecret: (key) => byHash.get(hash(key)),
    findByKeyId: (keyId) => byKeyId.get(keyId),
    hasEnded: (shown) => ended.has('secret' in shown ? hash(shown.secret) : shown.keyId),
    rotateSecret(tenant) {
      const secret: SecretKey = context.newSecret(`sk_${tenant.mode}`);
      end(tenant);
      add(secret, tenant);
      // The world is the merchant's own notebook: whoever holds it signs with the new key from now on.
      const organization = worldOrganization(context.world, tenant);
      if (organization !== undefined) organization.keys[tenant.mode].secret = secret;
      return secret;
    },
  };
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
