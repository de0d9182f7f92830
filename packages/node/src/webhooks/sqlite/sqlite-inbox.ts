import { checkOptions, type Clock, FanfareError, OptionsError, systemClock } from '@fanfare/core/base';
import { checkClock, checkMethods, checkWhole } from '../../check-option.js';
import { checkRetention } from '../check-retention.js';
import type { WebhookInbox } from '../inbox.js';
import { storableKey } from '../storable-key.js';
import { checkTableName } from '../table-name.js';
import type { SqliteDatabase, SqliteStatement, SqliteValue } from './sqlite-database.js';
import { sqliteStatements } from './sqlite-statements.js';

/** How a {@link sqliteInbox} remembers events. */
export interface SqliteInboxOptions {
  /**
   * A connection of its own to the file: `new DatabaseSync(path)` of `node:sqlite`, or one of `better-sqlite3`. What
   * shares it must leave no transaction open, or the inbox would take part in it.
   */
  readonly database: SqliteDatabase;
  /**
   * The table. Endpoints that must each handle an event need a table each.
   * @default 'fanfare_webhook_inbox'
   */
  readonly table?: string;
  /**
   * How long an event is remembered after it was last claimed, in milliseconds; at least the 44.6 hours of the retry schedule.
   * @default 604800000 (7 days)
   */
  readonly retentionMs?: number;
  /**
   * How long a statement waits, in milliseconds, while another process writes. This process stands still meanwhile: the
   * clients of SQLite are synchronous.
   * @default 5000
   */
  readonly busyTimeoutMs?: number;
  /** @default the clock of this machine, which all processes on it share */
  readonly clock?: Clock;
}

/** An inbox in a file of SQLite. */
export interface SqliteInbox extends WebhookInbox {
  /** Creates the table and its index where they are missing, and switches the file to write-ahead logging, which stays. */
  createTable(): Promise<void>;
  /**
   * Deletes what is past its retention. Each claim deletes up to two by itself, so this is for tables that were left
   * alone.
   */
  prune(): Promise<void>;
}

/**
 * Remembers events in a file of SQLite, for all processes of one machine. It survives a crash of any of them. It has
 * no `tx`: a handler waits between its statements, and whoever keeps a transaction of SQLite open while
 * it waits stops every other writer. Key effects by `event.id`, such as by a unique column.
 *
 * @throws `OptionsError` `invalid_options`, where an option is wrong.
 * @example
 * ```ts
 * import { DatabaseSync } from 'node:sqlite';
 * import { webhookHandler } from '@fanfare/node/webhooks';
 * import { sqliteInbox } from '@fanfare/node/webhooks/sqlite';
 *
 * const inbox = sqliteInbox({ database: new DatabaseSync('inbox.db') });
 * await inbox.createTable();
 *
 * export const POST = webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], inbox, on: {} });
 * ```
 */
export function sqliteInbox(options: SqliteInboxOptions): SqliteInbox {
  checkOptions(options, ['database', 'table', 'retentionMs', 'busyTimeoutMs', 'clock'], 'sqliteInbox');
  const { database, clock = systemClock, busyTimeoutMs = 5_000 } = options;
  if (database === undefined)
    throw new OptionsError('sqliteInbox needs database, such as new DatabaseSync(path).');
  checkMethods({ database }, ['exec', 'prepare']);
  checkWhole({ busyTimeoutMs }, { min: 0, max: 600_000 });
  checkClock(options.clock);
  const name = checkTableName(options.table);
  const statements = sqliteStatements(name);
  const retentionMs = checkRetention(options.retentionMs, 'retentionMs');
  const prepared = new Map<string, SqliteStatement>();

  function ask(text: string, ...values: SqliteValue[]): Readonly<Record<string, unknown>> | undefined {
    const row = prepare(text).get(...values);
    return (row ?? undefined) as Readonly<Record<string, unknown>> | undefined; // some clients say null; columns have names
  }
  function prepare(text: string): SqliteStatement {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    if (prepared.size === 0) database.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    const statement = explained(name.table, () => database.prepare(text));
    prepared.set(text, statement);
    return statement;
  }

  return {
    async claim({ key: given, owner }, leaseMs) {
      const key = storableKey(given);
      const now = clock.now();
      const taken = ask(statements.claim, key, owner, now, now + leaseMs, now + retentionMs);
      if (taken !== undefined) {
        ask(statements.forget, now, key);
        return { state: 'fresh', attempt: Number(taken['attempts']) };
      }
      const row = ask(statements.look, key);
      if (Number(row?.['done']) === 1) return { state: 'done' }; // a bigint, where the connection reads those
      const left = Number(row?.['lease_until']) - now;
      return left > 0 ? { state: 'in_flight', retryAfterMs: left } : { state: 'in_flight' };
    },
    async renew({ key, owner }, leaseMs) {
      return ask(statements.renew, storableKey(key), owner, clock.now() + leaseMs) !== undefined;
    },
    async complete({ key, owner }) {
      return ask(statements.complete, storableKey(key), owner) !== undefined;
    },
    async release({ key, owner }) {
      ask(statements.release, storableKey(key), owner);
    },
    async createTable() {
      database.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
      database.exec('pragma journal_mode = wal');
      database.exec(statements.create);
    },
    async prune() {
      while (ask(statements.prune, clock.now()) !== undefined) await nextTurn(); // others may write in between
    },
  };
}

function explained<T>(table: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!/no such table/.test(String(error))) throw error;
    const message = `The inbox has no table ${table}. Call createTable() once.`;
    throw new FanfareError(message, { code: 'storage_unavailable', cause: error });
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
