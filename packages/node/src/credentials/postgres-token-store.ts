import { checkOptions, OptionsError } from '@fanfare/core/base';
import { checkMethods } from '../check-option.js';
import { createTogether } from '../databases/create-together.js';
import type { QueryPool } from '../databases/query-pool.js';
import { quotedTable } from '../databases/quoted-table.js';
import type { KeyRing } from '../sealing/key-ring.js';
import { encryptedTokenStore } from './encrypted-token-store.js';
import { ownerKey } from './owner-key.js';
import type { TokenStore } from './token-store.js';

/** Where a {@link postgresTokenStore} keeps tokens. */
export interface PostgresTokenStoreOptions {
  /** A `Pool` of `pg`. */
  readonly pool: QueryPool;
  /** What seals the tokens: nothing is written in plain text. */
  readonly keys: KeyRing;
  /** The table, perhaps behind a schema and a dot. @default 'fanfare_tokens' */
  readonly table?: string | undefined;
}

/** Tokens in PostgreSQL. */
export interface PostgresTokenStore extends TokenStore {
  /** Creates the table where it is missing; safe to call by many processes at once. */
  createTable(): Promise<void>;
}

/**
 * Returns the statement that {@link PostgresTokenStore.createTable} runs, for a migration of your own.
 *
 * @throws OptionsError `invalid_options`
 */
export function postgresTokenSql(table: string = 'fanfare_tokens'): string {
  return `create table if not exists ${quotedTable(table).table} (key text primary key, record text, turn_holder text, turn_until timestamptz)`;
}

/**
 * Keeps the tokens of a server in PostgreSQL, sealed, for any number of processes and machines. Turns end by the clock of the
 * database, so that those of the processes need not agree.
 *
 * @throws OptionsError `invalid_options`; reading throws SealedRecordError `sealed_record_invalid`
 * @example
 * ```ts
 * import { createKeyRing, postgresTokenStore } from '@fanfare/node/credentials';
 * import { Pool } from 'pg';
 *
 * const keys = createKeyRing([{ id: '2026-11', secret: process.env['SEAL_KEY'] ?? '' }]);
 * const store = postgresTokenStore({ pool: new Pool({ connectionString: process.env['DATABASE_URL'] }), keys });
 * await store.createTable();
 * ```
 */
export function postgresTokenStore(options: PostgresTokenStoreOptions): PostgresTokenStore {
  checkOptions(options, ['pool', 'keys', 'table'], 'postgresTokenStore');
  const { pool, keys, table = 'fanfare_tokens' } = options;
  if (pool === undefined) throw new OptionsError('postgresTokenStore needs a pool.');
  checkMethods({ pool }, ['query']);
  const { table: name } = quotedTable(table);
  const statements = statementsFor(name);
  const run = async (text: string, ...values: unknown[]): Promise<readonly Row[]> =>
    (await pool.query(text, values)).rows as readonly Row[]; // named columns

  const sealed = encryptedTokenStore(
    {
      async read(owner) {
        const [row] = await run(statements.read, await ownerKey(owner));
        return row?.record;
      },
      async write(owner, { record, holder }) {
        return (await run(statements.write, await ownerKey(owner), record, holder)).length === 1;
      },
      async remove(owner) {
        await run(statements.remove, await ownerKey(owner));
      },
      async claim(owner, { holder, leaseMs }) {
        return (await run(statements.claim, await ownerKey(owner), holder, Math.ceil(leaseMs))).length === 1;
      },
      async release(owner, holder) {
        await run(statements.release, await ownerKey(owner), holder);
      },
    },
    keys,
  );
  return {
    ...sealed,
    async createTable() {
      await run(createTogether([postgresTokenSql(table)], name));
    },
  };
}

interface Row {
  readonly record: string;
}

const now = 'clock_timestamp()';

/** Each is one round trip, and atomic by itself. A row stays when its record is removed: somebody may have the turn. */
function statementsFor(name: string) {
  return {
    read: `select record from ${name} where key = $1 and record is not null`,
    write: `update ${name} set record = $2 where key = $1 and turn_holder = $3 and turn_until > ${now} returning key`,
    remove: `update ${name} set record = null where key = $1`,
    claim: `insert into ${name} as kept (key, turn_holder, turn_until) values ($1, $2, ${now} + $3::bigint * interval '1 millisecond') on conflict (key) do update set turn_holder = excluded.turn_holder, turn_until = excluded.turn_until where kept.turn_holder is null or kept.turn_until <= ${now} returning key`,
    release: `update ${name} set turn_holder = null, turn_until = null where key = $1 and turn_holder = $2`,
  } as const;
}
