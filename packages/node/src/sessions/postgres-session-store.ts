import { checkOptions, OptionsError } from '@fanfare/core/base';
import { checkMethods } from '../check-option.js';
import { createTogether } from '../databases/create-together.js';
import type { QueryPool } from '../databases/query-pool.js';
import { quotedTable } from '../databases/quoted-table.js';
import type { SessionStore } from './session-store.js';

/** Where a {@link postgresSessionStore} keeps sessions. */
export interface PostgresSessionStoreOptions {
  readonly pool: QueryPool;
  /** The table, perhaps behind a schema and a dot. @default 'fanfare_sessions' */
  readonly table?: string | undefined;
}

/** Sessions in PostgreSQL. */
export interface PostgresSessionStore extends SessionStore {
  /** Creates the table where it is missing; safe to call by many processes at once. */
  createTable(): Promise<void>;
  /** Deletes what ran out, and returns how many sessions that were. Call it now and then: reading passes over them anyhow. */
  prune(): Promise<number>;
}

/** Returns the statements that {@link PostgresSessionStore.createTable} runs, for a migration of your own. */
export function postgresSessionSql(table: string = 'fanfare_sessions'): readonly string[] {
  const { table: name, index } = quotedTable(table);
  return [
    `create table if not exists ${name} (key text primary key, revision text not null, owner text not null, record text not null, expires_at timestamptz not null, lease_holder text, lease_until timestamptz)`,
    `create index if not exists ${index('owner')} on ${name} (owner)`,
    `create index if not exists ${index('expires_at')} on ${name} (expires_at)`,
  ];
}

/**
 * Keeps sessions in PostgreSQL, for any number of processes. Times are those of the server, so that the clocks of the processes need not
 * agree.
 *
 * @throws OptionsError `invalid_options`
 * @example
 * ```ts
 * import { postgresSessionStore } from '@fanfare/node/sessions';
 * import { Pool } from 'pg';
 *
 * const store = postgresSessionStore({ pool: new Pool({ connectionString: process.env['DATABASE_URL'] }) });
 * await store.createTable();
 * ```
 */
export function postgresSessionStore(options: PostgresSessionStoreOptions): PostgresSessionStore {
  checkOptions(options, ['pool', 'table'], 'postgresSessionStore');
  const { pool, table = 'fanfare_sessions' } = options;
  if (pool === undefined) throw new OptionsError('postgresSessionStore needs a pool.');
  checkMethods({ pool }, ['query']);
  const { table: name } = quotedTable(table);
  const statements = statementsFor(name);
  const run = async (text: string, ...values: unknown[]): Promise<readonly Row[]> =>
    (await pool.query(text, values)).rows as readonly Row[]; // named columns

  return {
    async createTable() {
      await run(createTogether(postgresSessionSql(table), name));
    },
    async prune() {
      return (await run(statements.prune)).length;
    },
    async read(key) {
      const [row] = await run(statements.read, key);
      if (row === undefined) return null;
      return { revision: row['revision'] ?? '', owner: row['owner'] ?? '', record: row['record'] ?? '' };
    },
    async write(key, { row, expected, ttlMs }) {
      const { revision, owner, record } = row;
      const values = [key, revision, owner, record, Math.ceil(ttlMs)];
      const written =
        expected === null
          ? await run(statements.insert, ...values)
          : await run(statements.update, ...values, expected);
      return written.length === 1;
    },
    async remove(key) {
      await run(statements.remove, key);
    },
    keysOf: async (owner) => (await run(statements.keysOf, owner)).map((row) => row['key'] ?? ''),
    lease: async ({ key, holder }, leaseMs) =>
      (await run(statements.lease, key, holder, Math.ceil(leaseMs))).length === 1,
    async release({ key, holder }) {
      await run(statements.release, key, holder);
    },
  };
}

type Row = Readonly<Record<string, string>>;

const now = 'clock_timestamp()';
const until = (parameter: string): string => `${now} + ${parameter}::bigint * interval '1 millisecond'`;

function statementsFor(name: string) {
  return {
    read: `select revision, owner, record from ${name} where key = $1 and expires_at > ${now}`,
    insert: `insert into ${name} as kept (key, revision, owner, record, expires_at) values ($1, $2, $3, $4, ${until('$5')}) on conflict (key) do update set revision = excluded.revision, owner = excluded.owner, record = excluded.record, expires_at = excluded.expires_at, lease_holder = null, lease_until = null where kept.expires_at <= ${now} returning key`,
    update: `update ${name} set revision = $2, owner = $3, record = $4, expires_at = ${until('$5')} where key = $1 and revision = $6 and expires_at > ${now} returning key`,
    remove: `delete from ${name} where key = $1`,
    keysOf: `select key from ${name} where owner = $1 and expires_at > ${now}`,
    lease: `update ${name} set lease_holder = $2, lease_until = ${until('$3')} where key = $1 and expires_at > ${now} and (lease_holder is null or lease_holder = $2 or lease_until <= ${now}) returning key`,
    release: `update ${name} set lease_holder = null, lease_until = null where key = $1 and lease_holder = $2`,
    prune: `delete from ${name} where expires_at <= ${now} returning key`,
  } as const;
}
