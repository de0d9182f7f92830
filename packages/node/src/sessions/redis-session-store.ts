import { checkOptions, OptionsError } from '@fanfare/core/base';
import {
  redisSender,
  type IoRedisClient,
  type NodeRedisClient,
  type RedisSender,
} from '../databases/redis-sender.js';
import type { SessionStore } from './session-store.js';

/** Where a {@link redisSessionStore} keeps sessions. */
export interface RedisSessionStoreOptions {
  /** A connected client of `redis` or `ioredis`, of version 6.2 or later of the server; another goes by way of `send`. */
  readonly client?: NodeRedisClient | IoRedisClient | undefined;
  /** Sends one command, such as `['EVAL', …]`, and returns its answer: for clusters of `redis`, and for services over HTTP. */
  readonly send?: RedisSender | undefined;
  /** Begins every key. @default 'fanfare' */
  readonly prefix?: string | undefined;
}

/** The key of a session, and that of its lease; the braces keep both on one node of a cluster. */
const write = `
local kept = redis.call('HGET', KEYS[1], 'revision')
if (kept or '') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'revision', ARGV[2], 'owner', ARGV[3], 'record', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1`;
const lease = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local holder = redis.call('GET', KEYS[2])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return 1`;
const release = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;
/**
 * The list of an owner's sessions lives as long as the one that lives longest. Each is in it with its end, and goes with it: whoever reads the
 * list could not tell one that has ended from one that is about to be written.
 */
const enlist = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], 'GT', now + tonumber(ARGV[2]), ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1`;

/**
 * Keeps sessions in Redis, for any number of processes. Use a server that keeps its data over a restart (AOF), or a restart signs
 * everybody out; and one that evicts nothing (`noeviction`).
 *
 * @throws OptionsError `invalid_options`
 * @example
 * ```ts
 * import { redisSessionStore } from '@fanfare/node/sessions';
 * import { createClient } from 'redis';
 *
 * const client = await createClient({ url: process.env['REDIS_URL'] ?? '' }).connect();
 * const store = redisSessionStore({ client });
 * ```
 */
export function redisSessionStore(options: RedisSessionStoreOptions): SessionStore {
  checkOptions(options, ['client', 'send', 'prefix'], 'redisSessionStore');
  const { prefix = 'fanfare' } = options;
  if (typeof prefix !== 'string' || !/^[A-Za-z0-9:_-]{1,64}$/.test(prefix)) {
    throw new OptionsError('prefix must be 1 to 64 letters, digits, ":", "_" or "-".');
  }
  const send = redisSender(options, 'redisSessionStore');
  const sessionKey = (key: string): string => `${prefix}:session:{${key}}`;
  const leaseKey = (key: string): string => `${sessionKey(key)}:lease`;
  const ownerKey = (owner: string): string => `${prefix}:owner:${owner}`;
  const run = (script: string, keys: readonly string[], ...args: readonly string[]): Promise<unknown> =>
    send(['EVAL', script, String(keys.length), ...keys, ...args]);

  return {
    async read(key) {
      const fields = await send(['HMGET', sessionKey(key), 'revision', 'owner', 'record']);
      const [revision, owner, record] = fields as (string | null)[]; // one for each name
      if (revision == null || owner == null || record == null) return null;
      return { revision, owner, record };
    },
    async write(key, { row, expected, ttlMs }) {
      const ttl = String(Math.max(1, Math.ceil(ttlMs)));
      // Before the session itself, so that there is never one that its owner's list lacks.
      await run(enlist, [ownerKey(row.owner)], key, ttl);
      const { revision, owner, record } = row;
      return Number(await run(write, [sessionKey(key)], expected ?? '', revision, owner, record, ttl)) === 1;
    },
    async remove(key) {
      await send(['DEL', sessionKey(key), leaseKey(key)]);
    },
    async keysOf(owner) {
      const keys = (await send(['ZRANGE', ownerKey(owner), '0', '-1'])) as string[]; // of members alone
      const owners = await Promise.all(keys.map((key) => send(['HGET', sessionKey(key), 'owner'])));
      return keys.filter((_, index) => owners[index] === owner);
    },
    lease: async ({ key, holder }, leaseMs) =>
      Number(await run(lease, [sessionKey(key), leaseKey(key)], holder, String(Math.ceil(leaseMs)))) === 1,
    async release({ key, holder }) {
      await run(release, [leaseKey(key)], holder);
    },
  };
}
