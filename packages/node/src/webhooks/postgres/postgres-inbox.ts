import { checkOptions, FanfareError, OptionsError } from '@fanfare/core/base';
import { checkMethods } from '../../check-option.js';
import { checkRetention } from '../check-retention.js';
import type { InboxAnswer, InboxClaim, InboxTransaction, WebhookInbox } from '../inbox.js';
import { storableKey } from '../storable-key.js';
import { checkTableName } from '../table-name.js';
import { fromPool } from './from-pool.js';
import { fromSql } from './from-sql.js';
import type {
  ClientOf,
  PostgresPool,
  PostgresSource,
  PostgresSql,
  ReservedOf,
  Row,
} from './postgres-clients.js';
import { postgresStatements } from './postgres-statements.js';
import { readCommitted } from './read-committed.js';
import { lostRace, retryRaces } from './retry-races.js';
import { runTransaction } from './run-transaction.js';
import { sqlState } from './sql-state.js';

/** What a {@link postgresInbox} keeps, whatever the client. */
export interface PostgresInboxSettings {
  /**
   * The table, perhaps behind a schema and a dot. Name the schema where connections of the pool change their `search_path`: another table would
   * not know what was done. Endpoints that must each handle an event need a table each.
   * @default 'fanfare_webhook_inbox'
   */
  readonly table?: string;
  /**
   * How long an event is remembered after it was last claimed, in milliseconds; at least the 44.6 hours of the retry schedule.
   * @default 604800000 (7 days)
   */
  readonly retentionMs?: number;
}

/** A PostgreSQL inbox over `pg`. */
export interface PostgresPoolOptions<Pool extends PostgresPool> extends PostgresInboxSettings {
  /** A `Pool`. One connection is used for each event that is being handled, and none beside it. */
  readonly pool: Pool;
}

/** A PostgreSQL inbox over `postgres` (postgres.js). */
export interface PostgresSqlOptions<Sql extends PostgresSql> extends PostgresInboxSettings {
  /** What `postgres(…)` returned. One connection is used for each event that is being handled, and none beside it. */
  readonly sql: Sql;
}

/** An inbox in PostgreSQL, whose handlers write by way of `tx`. */
export interface PostgresInbox<Tx> extends WebhookInbox<Tx> {
  readonly transact: (claim: InboxClaim, transaction: InboxTransaction<Tx>) => Promise<boolean>;
  /** Creates the table and its index where they are missing; safe to call by many processes at once. */
  createTable(): Promise<void>;
  /**
   * Deletes what is past its retention and returns how many events that were. Each claim deletes up to two by itself, so
   * this is for tables that were left alone.
   */
  prune(): Promise<number>;
}

const pruneAtOnce = 1_000;

/**
 * Remembers events in PostgreSQL, for any number of processes. What a handler writes by way of `tx` is committed
 * together with the completion of the event: it is there exactly once, whatever crashes. Times are those of the
 * server. `tx` is the client of the library at hand, without begin, commit and release.
 *
 * @throws `OptionsError` `invalid_options`, where an option is wrong.
 * @example
 * ```ts
 * import { webhookHandler } from '@fanfare/node/webhooks';
 * import { postgresInbox } from '@fanfare/node/webhooks/postgres';
 * import { Pool } from 'pg';
 *
 * const inbox = postgresInbox({ pool: new Pool({ connectionString: process.env['DATABASE_URL'] }) });
 * await inbox.createTable();
 *
 * export const POST = webhookHandler({
 *   secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''],
 *   inbox,
 *   on: {
 *     'order.completed': (event, { tx }) => tx.query('insert into orders (id) values ($1)', [event.data.orderId]),
 *   },
 * });
 * ```
 */
export function postgresInbox<Pool extends PostgresPool>(
  options: PostgresPoolOptions<Pool>,
): PostgresInbox<ClientOf<Pool>>;
export function postgresInbox<Sql extends PostgresSql>(
  options: PostgresSqlOptions<Sql>,
): PostgresInbox<ReservedOf<Sql>>;
export function postgresInbox(
  options: PostgresInboxSettings & { readonly pool?: PostgresPool; readonly sql?: PostgresSql },
): PostgresInbox<unknown> {
  checkOptions(options, ['pool', 'sql', 'table', 'retentionMs'], 'postgresInbox');
  const source = sourceOf(options);
  const name = checkTableName(options.table);
  const statements = postgresStatements(name);
  const retentionMs = checkRetention(options.retentionMs, 'retentionMs');
  const ask = (text: string, values: readonly unknown[]): Promise<readonly Row[]> =>
    source
      .query(text, values)
      .catch((error: unknown) => {
        if (!lostRace(error)) throw error;
        return retryRaces(() => readCommitted(source, { text, values }));
      })
      .catch((error: unknown) => explain(error, name.table));

  return {
    async claim({ key, owner }, leaseMs) {
      const values = [storableKey(key), owner, leaseMs, retentionMs];
      return answerOf(await ask(statements.claim, values));
    },
    async renew({ key, owner }, leaseMs) {
      return (await ask(statements.renew, [storableKey(key), owner, leaseMs])).length > 0;
    },
    async complete({ key, owner }) {
      return (await ask(statements.complete, [storableKey(key), owner])).length > 0;
    },
    async release({ key, owner }) {
      await ask(statements.release, [storableKey(key), owner]);
    },
    async transact({ key, owner }, transaction) {
      const claim = { key: storableKey(key), owner };
      return runTransaction(await source.connect(), { ...transaction, claim, statements });
    },
    async createTable() {
      for (const text of statements.create) await retryRaces(() => source.query(text));
    },
    async prune() {
      let pruned = 0;
      for (;;) {
        const { length } = await ask(statements.prune, [pruneAtOnce]);
        pruned += length;
        if (length < pruneAtOnce) return pruned;
      }
    },
  };
}

function sourceOf(options: {
  readonly pool?: PostgresPool;
  readonly sql?: PostgresSql;
}): PostgresSource<unknown> {
  const { pool, sql } = options;
  if ((pool === undefined) === (sql === undefined)) {
    throw new OptionsError('postgresInbox needs either pool, a Pool of pg, or sql of postgres.');
  }
  checkMethods({ pool }, ['connect', 'query']);
  checkMethods({ sql }, ['reserve', 'unsafe']);
  return pool === undefined ? fromSql(sql as PostgresSql) : fromPool(pool); // one of them is there
}

function answerOf(rows: readonly Row[]): InboxAnswer {
  const [row] = rows;
  // No row: it was inserted, or deleted, by a statement that began before this one and ended after.
  if (row === undefined || row['state'] === 'in_flight') {
    const left = Number(row?.['remaining_ms']);
    return left > 0 ? { state: 'in_flight', retryAfterMs: left } : { state: 'in_flight' };
  }
  return row['state'] === 'done' ? { state: 'done' } : { state: 'fresh', attempt: Number(row['attempts']) };
}

function explain(error: unknown, table: string): never {
  if (sqlState(error) !== '42P01') throw error;
  const message = `The inbox has no table ${table}. Call createTable() once, or run the text of postgresInboxSql().`;
  throw new FanfareError(message, { code: 'storage_unavailable', cause: error });
}
