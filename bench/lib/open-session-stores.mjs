import {
  memorySessionStore,
  postgresSessionStore,
  redisSessionStore,
} from '../../packages/node/dist/sessions/index.js';
import { connectPostgres, connectRedis } from './open-servers.mjs';

export const ttlMs = 86_400_000;
const record = 'r'.repeat(1_500); // a sealed session has about so many characters

/** The session of a number; each shopper has two. */
export const rowOf = (number, revision = '0') => ({ revision, owner: `own_${number >> 1}`, record });

/** Opens each kind of store, empty, with a way to fill it; `undefined` where there is no server. */
export const openSessionStores = { memory: openMemory, postgres: openPostgres, redis: openRedis };

function openMemory() {
  const store = memorySessionStore();
  return { store, fill: filler(store), close: () => {} };
}

async function openRedis() {
  const server = await connectRedis();
  if (server === undefined) return undefined;
  const store = redisSessionStore({ client: server.client, prefix: server.prefix });
  return { store, fill: filler(store), close: server.close };
}

async function openPostgres() {
  const server = await connectPostgres();
  if (server === undefined) return undefined;
  const { pool, schema, close } = server;
  const table = `${schema}.sessions`;
  const store = postgresSessionStore({ pool, table });
  await store.createTable();
  const fill = async (from, to) => {
    await pool.query(
      `insert into ${table} (key, revision, owner, record, expires_at)
       select 'key_' || n, '0', 'own_' || (n >> 1), '${record}', now() + interval '1 day'
       from generate_series(${from}, ${to - 1}) as n`,
    );
    await pool.query(`vacuum analyze ${table}`);
  };
  return { store, fill, close };
}

/** Writes the sessions of these numbers, many at a time. */
function filler(store) {
  return async (from, to) => {
    for (let number = from; number < to; number += 500) {
      const numbers = Array.from({ length: Math.min(500, to - number) }, (_, index) => number + index);
      await Promise.all(
        numbers.map((one) => store.write(`key_${one}`, { row: rowOf(one), expected: null, ttlMs })),
      );
    }
  };
}
