import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { postgresInbox } from '../../packages/node/dist/webhooks/postgres/index.js';
import { redisInbox } from '../../packages/node/dist/webhooks/redis/index.js';
import { sqliteInbox } from '../../packages/node/dist/webhooks/sqlite/index.js';
import { connectPostgres, connectRedis } from './open-servers.mjs';

const week = 604_800_000;

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
  const server = await connectPostgres();
  if (server === undefined) return undefined;
  const { pool, schema, close } = server;
  const table = `${schema}.inbox`;
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
    close,
  };
}

async function openRedis() {
  const server = await connectRedis();
  if (server === undefined) return undefined;
  const { client, close } = server;
  const prefix = `${server.prefix}:`;
  const forAll = async (size, script) => {
    const step = 10_000;
    for (let from = 1; from <= size; from += step) {
      const to = Math.min(size, from + step - 1);
      await client.sendCommand(['EVAL', script, '0', prefix, String(from), String(to), String(week)]);
    }
  };
  return {
    inbox: redisInbox({ client, prefix }),
    async fill(size) {
      await forAll(
        size,
        `for n = ARGV[2], ARGV[3] do
           local key = ARGV[1] .. 'old:' .. string.format('%.0f', n)
           redis.call('HSET', key, 'owner', 'fill', 'attempts', 1, 'done', 1)
           redis.call('PEXPIRE', key, ARGV[4])
         end`,
      );
    },
    close,
  };
}
