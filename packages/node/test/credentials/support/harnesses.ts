import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { createClient } from 'redis';
import {
  createKeyRing,
  postgresTokenStore,
  redisTokenStore,
  type TokenStore,
  type TokenStoreHarness,
} from '@fanfare/node/credentials';
import { databaseUrl, redisUrl } from '../../webhooks/support/services.js';

/** A store on a server, and all that it holds, as whoever has copied the server reads it. */
export interface ServerHarness extends TokenStoreHarness {
  everything(): Promise<string>;
}

const keys = createKeyRing([{ id: 'k1', secret: Uint8Array.from({ length: 32 }, (_, at) => at * 7) }]);

/** Opens an empty table of its own. */
export async function openPostgres(): Promise<ServerHarness & { pool: Pool; table: string }> {
  const pool = new Pool({ connectionString: databaseUrl, max: 12 });
  const table = `fanfare_tokens_${randomUUID().slice(0, 8)}`;
  const store = postgresTokenStore({ pool, keys, table });
  await Promise.all([store.createTable(), store.createTable(), store.createTable()]);
  const pools = [pool];
  return {
    store,
    pool,
    table,
    async reopen() {
      const other = new Pool({ connectionString: databaseUrl });
      pools.push(other);
      return postgresTokenStore({ pool: other, keys, table });
    },
    async advance(ms) {
      await pool.query(`update ${table} set turn_until = turn_until - $1 * interval '1 ms'`, [ms]);
    },
    everything: async () => JSON.stringify((await pool.query(`select * from ${table}`)).rows),
    async close() {
      await pool.query(`drop table ${table}`);
      await Promise.all(pools.map((each) => each.end()));
    },
  };
}

type Send = (args: readonly [string, ...string[]]) => Promise<unknown>;

/** Redis has no clock to set: what time is left is taken away key by key. */
async function shorten(send: Send, { prefix, ms }: { prefix: string; ms: number }): Promise<void> {
  for (const key of (await send(['KEYS', `${prefix}:*`])) as string[]) {
    const left = Number(await send(['PTTL', key]));
    if (left < 0) continue; // a record, which no time ends
    await send(left > ms ? ['PEXPIRE', key, String(left - ms)] : ['DEL', key]);
  }
}

interface RedisPlace {
  readonly open: (prefix: string) => TokenStore;
  readonly send: Send;
  readonly end: () => void;
}

function overRedis({ open, send, end }: RedisPlace): ServerHarness {
  const prefix = `test:${randomUUID()}`;
  const all = async (): Promise<string[]> => (await send(['KEYS', `${prefix}:*`])) as string[];
  return {
    store: open(prefix),
    reopen: async () => open(prefix),
    advance: (ms) => shorten(send, { prefix, ms }),
    everything: async () =>
      JSON.stringify(await Promise.all((await all()).map(async (key) => [key, await send(['GET', key])]))),
    async close() {
      for (const key of await all()) await send(['DEL', key]);
      end();
    },
  };
}

/** Opens keys of its own, over `redis`. */
export async function openNodeRedis(): Promise<ServerHarness> {
  const client = await createClient({ url: redisUrl }).connect();
  return overRedis({
    open: (prefix) => redisTokenStore({ client, keys, prefix }),
    send: (args) => client.sendCommand([...args]),
    end: () => client.destroy(),
  });
}

/** Opens keys of its own, over `ioredis`. */
export async function openIoRedis(): Promise<ServerHarness> {
  const client = new Redis(redisUrl);
  return overRedis({
    open: (prefix) => redisTokenStore({ client, keys, prefix }),
    send: ([command, ...args]) => client.call(command, ...args),
    end: () => client.disconnect(),
  });
}
