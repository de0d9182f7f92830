import { randomBytes } from 'node:crypto';
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { postgresInbox, type PostgresInbox } from '@fanfare/node/webhooks/postgres';
import { databaseUrl } from './services.js';

/** A schema of its own with an inbox and a table for effects. */
export interface PostgresShop {
  readonly schema: string;
  readonly table: string;
  readonly pool: Pool;
  readonly inbox: PostgresInbox<PoolClient>;
  /** Moves all times of the inbox back. */
  advance(ms: number): Promise<void>;
  write(tx: { query(text: string): Promise<unknown> }): Promise<unknown>;
  count(): Promise<number>;
  /** Drops the schema and ends the pool. */
  close(): Promise<void>;
}

/** Opens one; the pool of the inbox is as small as wanted, that of the test is another. */
export async function openPostgresShop(config: PoolConfig = {}): Promise<PostgresShop> {
  const schema = `fanfare_test_${randomBytes(6).toString('hex')}`;
  const table = `${schema}.inbox`;
  const { connectionString = databaseUrl } = config;
  // Nothing here has to outlive the server, and waiting for the disk is most of the time otherwise.
  const options = '-c synchronous_commit=off';
  const own = new Pool({ connectionString, max: 3, options });
  const pool = new Pool({ options, ...config, connectionString });
  for (const each of [own, pool]) each.on('error', () => {}); // tests cut connections
  await own.query(`create schema ${schema}`);
  const inbox = postgresInbox({ pool, table });
  await inbox.createTable();
  await own.query(`create table ${schema}.effects (id bigserial primary key, name text)`);
  return {
    schema,
    table,
    pool,
    inbox,
    async advance(ms) {
      const back = `${ms} * interval '1 millisecond'`;
      const columns = ['lease_until', 'forget_at', 'done_at'].map((name) => `${name} = ${name} - ${back}`);
      await own.query(`update ${table} set ${columns.join(', ')}`);
    },
    write: (tx) => tx.query(`insert into ${schema}.effects (name) values ('written')`),
    count: async () => Number((await own.query(`select count(*) from ${schema}.effects`)).rows[0].count),
    async close() {
      await pool.end();
      await own.query(`drop schema ${schema} cascade`);
      await own.end();
    },
  };
}
