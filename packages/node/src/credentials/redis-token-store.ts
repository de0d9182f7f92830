import { checkOptions, OptionsError } from '@fanfare/core/base';
import {
  redisSender,
  type IoRedisClient,
  type NodeRedisClient,
  type RedisSender,
} from '../databases/redis-sender.js';
import type { KeyRing } from '../sealing/key-ring.js';
import { encryptedTokenStore } from './encrypted-token-store.js';
import { ownerKey } from './owner-key.js';
import type { TokenOwner, TokenStore } from './token-store.js';

/** Where a {@link redisTokenStore} keeps tokens. */
export interface RedisTokenStoreOptions {
  /** A connected client of `redis` or `ioredis`; another goes by way of `send`. */
  readonly client?: NodeRedisClient | IoRedisClient | undefined;
  /** Sends one command, such as `['EVAL', …]`, and returns its answer: for clusters of `redis`, and for services over HTTP. */
  readonly send?: RedisSender | undefined;
  /** What seals the tokens: nothing is written in plain text. */
  readonly keys: KeyRing;
  /** Begins every key. @default 'fanfare' */
  readonly prefix?: string | undefined;
}

const write = `
if redis.call('GET', KEYS[2]) ~= ARGV[2] then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
return 1`;
const release = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/**
 * Keeps the tokens of a server in Redis, sealed, for any number of processes and machines. Turns end by the clock of Redis. Use a
 * server that keeps its data over a restart (AOF) and evicts nothing (`noeviction`): tokens that are lost cost a login.
 *
 * @throws OptionsError `invalid_options`; reading throws SealedRecordError `sealed_record_invalid`
 * @example
 * ```ts
 * import { createKeyRing, redisTokenStore } from '@fanfare/node/credentials';
 * import { createClient } from 'redis';
 *
 * const client = await createClient({ url: process.env['REDIS_URL'] ?? '' }).connect();
 * const keys = createKeyRing([{ id: '2026-11', secret: process.env['SEAL_KEY'] ?? '' }]);
 * const store = redisTokenStore({ client, keys });
 * ```
 */
export function redisTokenStore(options: RedisTokenStoreOptions): TokenStore {
  checkOptions(options, ['client', 'send', 'keys', 'prefix'], 'redisTokenStore');
  const { keys, prefix = 'fanfare' } = options;
  if (typeof prefix !== 'string' || !/^[A-Za-z0-9:_-]{1,64}$/.test(prefix)) {
    throw new OptionsError('prefix must be 1 to 64 letters, digits, ":", "_" or "-".');
  }
  const send = redisSender(options, 'redisTokenStore');
  // The braces keep both on one node of a cluster.
  const recordKey = async (owner: TokenOwner): Promise<string> =>
    `${prefix}:tokens:{${await ownerKey(owner)}}`;
  const turnKey = async (owner: TokenOwner): Promise<string> => `${await recordKey(owner)}:turn`;

  return encryptedTokenStore(
    {
      async read(owner) {
        const record = await send(['GET', await recordKey(owner)]);
        return typeof record === 'string' ? record : undefined;
      },
      async write(owner, { record, holder }) {
        const places = [await recordKey(owner), await turnKey(owner)];
        return Number(await send(['EVAL', write, '2', ...places, record, holder])) === 1;
      },
      async remove(owner) {
        await send(['DEL', await recordKey(owner)]);
      },
      async claim(owner, { holder, leaseMs }) {
        const lease = String(Math.ceil(leaseMs));
        return (await send(['SET', await turnKey(owner), holder, 'NX', 'PX', lease])) !== null;
      },
      async release(owner, holder) {
        await send(['EVAL', release, '1', await turnKey(owner), holder]);
      },
    },
    keys,
  );
}
