import { randomUUID } from 'node:crypto';
import { postgresSessionStore, redisSessionStore, type SessionStoreHarness } from '@fanfare/node/sessions';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { createClient } from 'redis';
import { databaseUrl, redisUrl } from '../../webhooks/support/services.js';

/** Opens an empty table of its own. */
export async function openPostgresStore(): Promise<SessionStoreHarness> {
  const pool = new Pool({ connectionString: databaseUrl, max: 12 });
  const table = `fanfare_sessions_${randomUUID().slice(0, 8)}`;
  const store = postgresSessionStore({ pool, table });
  await Promise.all([store.createTable(), store.createTable(), store.createTable()]);
  return {
    store,
    async advance(ms) {
      await pool.query(
        `update ${table} set expires_at = expires_at - $1 * interval '1 ms', lease_until = lease_until - $1 * interval '1 ms'`,
        [ms],
      );
    },
    async close() {
      await pool.query(`drop table ${table}`);
      await pool.end();
    },
  };
}

type Send = (args: string[]) => Promise<unknown>;

/** Redis has no clock to set: what time is left is taken away key by key. */
async function shorten(send: Send, { prefix, ms }: { prefix: string; ms: number }): Promise<void> {
  for (const key of (await send(['KEYS', `${prefix}:*`])) as string[]) {
    const left = Number(await send(['PTTL', key])) - ms;
    await send(left > 0 ? ['PEXPIRE', key, String(left)] : ['DEL', key]);
  }
}

function harnessOf(send: Send, prefix: string) {
  return {
    advance: (ms: number) => shorten(send, { prefix, ms }),
    wipe: () => shorten(send, { prefix, ms: Number.MAX_SAFE_INTEGER }),
  };
}

/** Opens keys of its own, over `redis`. */
export async function openNodeRedisStore(): Promise<SessionStoreHarness> {
  const prefix = `test:${randomUUID()}`;
  const client = await createClient({ url: redisUrl }).connect();
  const { advance, wipe } = harnessOf((args) => client.sendCommand(args), prefix);
  return {
    store: redisSessionStore({ client, prefix }),
    advance,
    async close() {
      await wipe();
      client.destroy();
    },
  };
}

/** Opens keys of its own, over `ioredis`. */
export async function openIoRedisStore(): Promise<SessionStoreHarness> {
  const prefix = `test:${randomUUID()}`;
  const client = new Redis(redisUrl);
  const { advance, wipe } = harnessOf(([command = '', ...args]) => client.call(command, ...args), prefix);
  return {
    store: redisSessionStore({ client, prefix }),
    advance,
    async close() {
      await wipe();
      client.disconnect();
    },
  };
}
