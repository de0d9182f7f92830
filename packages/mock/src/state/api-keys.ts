import { createHash } from 'node:crypto';
import type { ApiKeyId, KeyKind, Mode, PublishableKey, SecretKey } from '@fanfare/contract';
import { hasEnded, type CredentialLife } from '../access/credential-life.js';
import { everyRight, type KeyRights } from '../access/key-rights.js';
import type { Sealed } from '../auth/seal.js';
import { deriveSigningKey } from '../auth/signature/derive-signing-key.js';
import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';
import { createTable, type RowOf, type Table } from './table.js';
import { createVault } from './vault.js';
import { worldOrganization } from './world.js';

/** What the merchant says about a key. */
export interface ApiKeySettings extends CredentialLife, KeyRights {
  readonly kind: KeyKind;
  /** The origins whose pages may use it; `null` where the list of the organization counts. */
  readonly allowedOrigins: readonly string[] | null;
  /** The key that the organization goes by: the one in the SDK configuration, the one that it rotates. */
  readonly isOwn: boolean;
}

/** A key as the platform keeps it: nothing in it works as a bearer key. */
export interface ApiKeyFields extends ApiKeySettings {
  readonly prefix: string;
  readonly lastFour: string;
  readonly hash: string;
  /** What a secret key signs with. */
  readonly signing: { readonly keyId: string; readonly sealed: Sealed } | null;
  readonly successorId: ApiKeyId | null;
}

/** A stored key. */
export type ApiKeyRow = RowOf<ApiKeyFields>;

/** A new key, which is shown once. */
export interface IssuedKey {
  readonly row: ApiKeyRow;
  readonly key: SecretKey | PublishableKey;
}

/** The keys of all organizations, also those that are over. */
export interface ApiKeys {
  readonly table: Table<ApiKeyFields>;
  find(kind: KeyKind, key: string): ApiKeyRow | undefined;
  findByKeyId(keyId: string): ApiKeyRow | undefined;
  /** The keys of a tenant that still work, the oldest first. */
  working(tenant: Tenant): readonly ApiKeyRow[];
  /** The key of a kind that an organization goes by. */
  own(tenant: Tenant, kind: KeyKind): ApiKeyRow;
  create(tenant: Tenant, settings: ApiKeySettings, by: string): IssuedKey;
  /** Replaces a key by one with the same rights; the old one goes on working for a while. */
  roll(row: ApiKeyRow, roll: { readonly overlapMs: number; readonly by: string }): IssuedKey;
}

const modes: readonly Mode[] = ['test', 'live'];
const letters: Readonly<Record<KeyKind, string>> = { publishable: 'pk', secret: 'sk' };

/** Makes the keys that the world was seeded with: everybody knows those. */
export function createApiKeys(context: MockContext): ApiKeys {
  const { clock } = context;
  const table = createTable<ApiKeyFields>(context, 'key');
  const vault = context.use(createVault);
  const byHash = new Map<string, ApiKeyRow>();
  const byKeyId = new Map<string, ApiKeyRow>();

  function keep(tenant: Tenant, key: string, added: { settings: ApiKeySettings; by: string }): ApiKeyRow {
    const { keyId, macKey } = deriveSigningKey(key);
    const signs = added.settings.kind === 'secret';
    const fields: ApiKeyFields = {
      ...added.settings,
      prefix: `${letters[added.settings.kind]}_${tenant.mode}_`,
      lastFour: key.slice(-4),
      hash: hashOf(key),
      signing: signs ? { keyId, sealed: vault.lock(macKey) } : null,
      successorId: null,
    };
    const row = table.insert(tenant, fields, { by: added.by });
    byHash.set(row.hash, row);
    if (signs) byKeyId.set(keyId, row);
    return row;
  }

  function create(tenant: Tenant, settings: ApiKeySettings, by: string): IssuedKey {
    const key = context.newSecret(`${letters[settings.kind]}_${tenant.mode}`);
    return { row: keep(tenant, key, { settings, by }), key };
  }

  for (const { id, keys } of context.world.organizations) {
    for (const mode of modes) {
      for (const kind of ['publishable', 'secret'] as const) {
        const settings = { ...ownSettings, kind, name: `The ${kind} key` };
        keep({ organizationId: id, mode }, keys[mode][kind], { settings, by: 'seed' });
      }
    }
  }

  const working = (tenant: Tenant): readonly ApiKeyRow[] =>
    table.all(tenant).filter((row) => !hasEnded(row, clock.now()));

  return {
    table,
    find: (kind, key) => {
      const row = byHash.get(hashOf(key));
      return row?.kind === kind ? row : undefined;
    },
    findByKeyId: (keyId) => byKeyId.get(keyId),
    working,
    own(tenant, kind) {
      // Nobody can revoke it, and it does not end by itself.
      const row = working(tenant).find((each) => each.isOwn && each.kind === kind);
      if (row === undefined) throw new Error('An organization always has a key of its own.');
      return row;
    },
    create,
    roll(row, { overlapMs, by }) {
      const issued = create(row.tenant, { ...row, lastUsedAt: null }, by);
      const end = clock.now() + overlapMs;
      const expiresAt = Math.min(end, row.expiresAt ?? end);
      table.update(row, { expiresAt, isOwn: false, successorId: issued.row.id as ApiKeyId }, by);
      // The world is the merchant's own notebook: whoever holds it goes on with the new key.
      const organization = worldOrganization(context.world, row.tenant);
      if (issued.row.isOwn && organization !== undefined)
        Object.assign(organization.keys[row.tenant.mode], { [row.kind]: issued.key });
      return issued;
    },
  };
}

const ownSettings = {
  ...everyRight,
  expiresAt: null,
  lastUsedAt: null,
  allowedOrigins: null,
  isOwn: true,
} as const satisfies Omit<ApiKeySettings, 'kind' | 'name'>;

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
