import type { CredentialLife } from '../access/credential-life.js';
import type { KeyRights } from '../access/key-rights.js';
import type { Ed25519Key } from '../auth/signature/ed25519-key.js';
import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';
import { createTable, type RowOf, type Table } from './table.js';

/** What is kept of a public key. */
export interface PublicKeyFields extends CredentialLife, KeyRights, Ed25519Key {}

/** A registered public key. */
export type PublicKeyRow = RowOf<PublicKeyFields>;

/** The public keys of all organizations, also those that are over. */
export interface PublicKeys {
  readonly table: Table<PublicKeyFields>;
  /** Finds the key that signatures call so, whoever registered it. */
  findByKeyId(keyId: string): PublicKeyRow | undefined;
  register(tenant: Tenant, fields: PublicKeyFields, by: string): PublicKeyRow;
}

/** Makes an empty set of public keys. */
export function createPublicKeys(context: MockContext): PublicKeys {
  const table = createTable<PublicKeyFields>(context, 'pub');
  const byKeyId = new Map<string, PublicKeyRow>();
  return {
    table,
    findByKeyId: (keyId) => byKeyId.get(keyId),
    register(tenant, fields, by) {
      const row = table.insert(tenant, fields, { by });
      byKeyId.set(row.keyId, row);
      return row;
    },
  };
}
