import { createRequire } from 'node:module';

// The clients that the tests use.
const installed = createRequire(new URL('../../packages/node/package.json', import.meta.url));

/** Connects to PostgreSQL (DATABASE_URL), with a schema of its own for tables; `undefined` where no server answers. */
export async function connectPostgres() {
  const connectionString = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test';
  try {
    const { Pool } = installed('pg');
    const pool = new Pool({ connectionString, max: 2 });
    await pool.query('select 1');
    const schema = `fanfare_bench_${process.pid}`;
    await pool.query(`create schema ${schema}`);
    const close = async () => {
      await pool.query(`drop schema ${schema} cascade`);
      await pool.end();
    };
    return { pool, schema, close };
  } catch {
    return undefined;
  }
}

/** Connects to Redis (REDIS_URL), with a prefix of its own for keys; `undefined` where no server answers. */
export async function connectRedis() {
  const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
  try {
    const { createClient } = installed('redis');
    const opened = createClient({ url, socket: { reconnectStrategy: false } });
    opened.on('error', () => {});
    const client = await opened.connect();
    const prefix = `fanfare-bench:${process.pid}`;
    const close = async () => {
      for await (const keys of client.scanIterator({ MATCH: `${prefix}:*`, COUNT: 10_000 })) {
        if (keys.length > 0) await client.unlink(keys);
      }
      await client.close();
    };
    return { client, prefix, close };
  } catch {
    return undefined;
  }
}
