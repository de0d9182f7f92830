import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import type { WebhookInbox } from '@fanfare/node/webhooks';
import { redisInbox, type RedisInboxOptions } from '@fanfare/node/webhooks/redis';
import { redisUrl } from './services.js';

/** A prefix of its own in Redis. */
export interface RedisShop {
  readonly prefix: string;
  readonly own: Redis;
  readonly inbox: WebhookInbox;
  /** Moves all times of the inbox back, those of expiry too. */
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

const back = `for _, key in ipairs(KEYS) do
  local ends = redis.call('HGET', key, 'until')
  if ends then redis.call('HSET', key, 'until', string.format('%.0f', ends - ARGV[1])) end
  redis.call('PEXPIRE', key, string.format('%.0f', redis.call('PTTL', key) - ARGV[1]))
end`;

/** Opens one; `connect` makes the client of the inbox, by the library under test. */
export async function openRedisShop(
  connect: (own: Redis) => Promise<{ options: RedisInboxOptions; end?: () => Promise<unknown> }>,
): Promise<RedisShop> {
  const prefix = `fanfare-test:${randomBytes(6).toString('hex')}:`;
  const own = new Redis(redisUrl);
  const { options, end } = await connect(own);
  const keys = (): Promise<string[]> => own.keys(`${prefix}*`);
  return {
    prefix,
    own,
    inbox: redisInbox({ prefix, ...options }),
    async advance(ms) {
      const found = await keys();
      if (found.length > 0) await own.eval(back, found.length, ...found, ms);
    },
    async close() {
      for (const key of await keys()) await own.del(key);
      await end?.();
      await own.quit();
    },
  };
}
