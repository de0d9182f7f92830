import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { postgresInbox } from '../../packages/node/dist/webhooks/postgres/index.js';
import { redisInbox } from '../../packages/node/dist/webhooks/redis/index.js';
import { sqliteInbox } from '../../packages/node/dist/webhooks/sqlite/index.js';

const week = 604_800_000;

// The clients that the tests use.
const installed = createRequire(new URL('../../packages/node/package.json', import.meta.url));

/** Opens each kind of inbox, empty, with a way to fill it quickly; `undefined` where there is no server. */
export const openInboxes = { sqlite: openSqlite, postgres: openPostgres, redis: openRedis };

async function openSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'fanfare-bench-'));
  const database = new DatabaseSync(join(folder, 'inbox.db'));
  const inbox = sqliteInbox({ database });
  await inbox.createTable();
  return {
    inbox,
    async fill(size) {
      database.exec(
        `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${size})
         insert or ignore into fanfare_webhook_inbox (key, owner, attempts, lease_until, done, forget_at)
         select 'old:' || n, 'fill', 1, 0, 1, ${Date.now() + week} from numbers`,
      );
    },
    async close() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openPostgres() {
  const connectionString = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test';
  const pool = await tryTo(async () => {
    const { Pool } = installed('pg');
    const opened = new Pool({ connectionString, max: 2 });
    await opened.query('select 1');
    return opened;
  });
  if (pool === undefined) return undefined;
  const schema = `fanfare_bench_${process.pid}`;
  const table = `${schema}.inbox`;
  await pool.query(`create schema ${schema}`);
  const inbox = postgresInbox({ pool, table });
  await inbox.createTable();
  return {
    inbox,
    async fill(size) {
      await pool.query(
        `insert into ${table} select 'old:' || n, 'fill', 1, now(), now(), now() + interval '7 days'
         from generate_series(1, ${size}) as n on conflict do nothing`,
      );
      await pool.query(`vacuum analyze ${table}`);
    },
    async close() {
      await pool.query(`drop schema ${schema} cascade`);
      await pool.end();
    },
  };
}

async function openRedis() {
  const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
  const client = await tryTo(async () => {
    const { createClient } = installed('redis');
    const opened = createClient({ url, socket: { reconnectStrategy: false } });
    opened.on('error', () => {});
    return opened.connect();
  });
  if (client === undefined) return undefined;
  const prefix = `fanfare-bench:${process.pid}:`;
  const forAll = async (size, script) => {
    const step = 10_000;
    for (let from = 1; from <= size; from += step) {
      const to = Math.min(size, from + step - 1);
      await client.sendCommand(['EVAL', script, '0', prefix, String(from), String(to), String(week)]);
    }
  };
  let filled = 0;
  return {
    inbox: redisInbox({ client, prefix }),
    async fill(size) {
      filled = size;
      await forAll(
        size,
        `for n = ARGV[2], ARGV[3] do
           local key = ARGV[1] .. 'old:' .. string.format('%.0f', n)
           redis.call('HSET', key, 'owner', 'fill', 'attempts', 1, 'done', 1)
           redis.call('PEXPIRE', key, ARGV[4])
         end`,
      );
    },
    async close() {
      await forAll(
        filled,
        `for n = ARGV[2], ARGV[3] do redis.call('UNLINK', ARGV[1] .. 'old:' .. string.format('%.0f', n)) end`,
      );
      for await (const keys of client.scanIterator({ MATCH: `${prefix}new:*`, COUNT: 10_000 })) {
        if (keys.length > 0) await client.unlink(keys);
      }
      await client.close();
    },
  };
}

async function tryTo(open) {
  try {
    return await open();
  } catch {
    return undefined;
  }
}
