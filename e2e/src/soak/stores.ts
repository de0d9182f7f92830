import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { startPrivatePostgres } from '../../../packages/node/test/webhooks/support/private-postgres.ts';
import { startPrivateRedis } from '../../../packages/node/test/webhooks/support/private-redis.ts';
import { openCuttingProxy } from './cutting-proxy.ts';

/** A PostgreSQL and a Redis of the soak's own, that are killed now and then, behind links that are cut. */
export interface Stores {
  readonly pool: Pool;
  readonly redis: Redis;
  readonly blows: {
    readonly 'postgres killed': () => Promise<void>;
    readonly 'redis killed': () => Promise<void>;
    readonly 'postgres cut': () => void;
    readonly 'redis cut': () => void;
  };
  close(): Promise<void>;
}

/** Starts both; `undefined` where one of them is not installed. */
export async function openStores(): Promise<Stores | undefined> {
  const [postgres, server] = await Promise.all([startPrivatePostgres(), startPrivateRedis()]);
  if (postgres === undefined || server === undefined) {
    await Promise.all([postgres?.close(), server?.close()]);
    return undefined;
  }
  const toPostgres = await openCuttingProxy(postgres.url);
  const toRedis = await openCuttingProxy(server.url);
  const pool = new Pool({
    connectionString: toPostgres.url,
    max: 8,
    min: 8,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 5_000,
  });
  pool.on('error', () => {}); // idle connections are cut, too
  const redis = new Redis(toRedis.url, { retryStrategy: () => 100, maxRetriesPerRequest: 20 });
  redis.on('error', () => {});
  return {
    pool,
    redis,
    blows: {
      'postgres killed': () => postgres.crash(),
      'redis killed': () => server.crash(),
      'postgres cut': () => toPostgres.cut(),
      'redis cut': () => toRedis.cut(),
    },
    async close() {
      await pool.end().catch(() => {});
      redis.disconnect();
      toPostgres.close();
      toRedis.close();
      await Promise.all([postgres.close(), server.close()]);
    },
  };
}
