import { checkOptions, describeType, FanfareError, OptionsError } from '@fanfare/core/base';
import {
  type IoRedisClient,
  type NodeRedisClient,
  type RedisSender,
  redisSender,
} from '../../databases/redis-sender.js';
import { checkRetention } from '../check-retention.js';
import type { InboxAnswer, WebhookInbox } from '../inbox.js';
import { storableKey } from '../storable-key.js';
import { redisScripts } from './redis-scripts.js';

/** How a {@link redisInbox} remembers events. */
export interface RedisInboxOptions {
  /** A connected client of `redis` or `ioredis`; another goes by way of `send`. */
  readonly client?: IoRedisClient | NodeRedisClient;
  /** Sends one command, such as `['EVAL', …]`, and returns its answer: for clusters of `redis`, and for services over HTTP. */
  readonly send?: RedisSender;
  /**
   * What the keys begin with: letters, digits and `_:.-`. Endpoints that must each handle an event need a prefix each.
   * @default 'fanfare:webhook:'
   */
  readonly prefix?: string;
  /**
   * How long an event is remembered after it was claimed or completed, in milliseconds; at least the 44.6 hours of the retry
   * schedule. The keys expire by themselves.
   * @default 604800000 (7 days)
   */
  readonly retentionMs?: number;
}

/**
 * Remembers events in Redis, for any number of processes. Every step is one script on the server, by the server's
 * clock, over one key. It is as durable as the server: one that evicts keys (`maxmemory-policy` other than `noeviction`),
 * that writes nothing to disk, or that fails over to a replica which lags behind can forget an event and have it handled again.
 * Key effects by `event.id`.
 *
 * @throws `OptionsError` `invalid_options`, where an option is wrong.
 * @example
 * ```ts
 * import { webhookHandler } from '@fanfare/node/webhooks';
 * import { redisInbox } from '@fanfare/node/webhooks/redis';
 * import { createClient } from 'redis';
 *
 * const client = createClient({ url: process.env['REDIS_URL'] ?? '', disableOfflineQueue: true });
 * await client.connect();
 *
 * export const POST = webhookHandler({
 *   secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''],
 *   inbox: redisInbox({ client }),
 *   on: {},
 * });
 * ```
 */
export function redisInbox(options: RedisInboxOptions): WebhookInbox {
  checkOptions(options, ['client', 'send', 'prefix', 'retentionMs'], 'redisInbox');
  const send = redisSender(options, 'redisInbox');
  const prefix = checkPrefix(options.prefix ?? 'fanfare:webhook:');
  const retentionMs = checkRetention(options.retentionMs, 'retentionMs');

  async function run(script: keyof typeof redisScripts, given: ScriptCall): Promise<unknown> {
    const key = prefix + storableKey(given.key);
    try {
      return await send(['EVAL', redisScripts[script], '1', key, ...given.args.map(String)]);
    } catch (error) {
      if (!/WRONGTYPE/.test(String(error))) throw error;
      const message = `Something that is no inbox keeps values under ${prefix}. Give the inbox a prefix of its own.`;
      throw new FanfareError(message, { code: 'storage_unavailable', cause: error });
    }
  }
  return {
    async claim({ key, owner }, leaseMs) {
      // A lease that outlives the retention would be forgotten while it is held.
      return answerOf(
        await run('claim', { key, args: [owner, leaseMs, Math.max(retentionMs, leaseMs * 2)] }),
      );
    },
    async renew({ key, owner }, leaseMs) {
      return Number(await run('renew', { key, args: [owner, leaseMs] })) === 1;
    },
    async complete({ key, owner }) {
      return Number(await run('complete', { key, args: [owner, retentionMs] })) === 1;
    },
    async release({ key, owner }) {
      await run('release', { key, args: [owner] });
    },
  };
}

interface ScriptCall {
  readonly key: string;
  readonly args: readonly (string | number)[];
}

function answerOf(answer: unknown): InboxAnswer {
  const [state, value] = Array.isArray(answer) ? answer.map(String) : [];
  if (state === 'done') return { state };
  if (state === 'fresh') return { state, attempt: Number(value) };
  if (state === 'in_flight') return { state, retryAfterMs: Number(value) };
  const message = `A script of the inbox answered with ${describeType(answer)}, not with a list. Does \`send\` return the answer of Redis?`;
  throw new FanfareError(message, { code: 'storage_unavailable' });
}

function checkPrefix(prefix: unknown): string {
  if (typeof prefix === 'string' && /^[\w:.-]{1,100}$/.test(prefix)) return prefix;
  const got = typeof prefix === 'string' ? 'another string' : describeType(prefix);
  throw new OptionsError(`prefix must be 1 to 100 letters, digits and _:.-, not ${got}.`);
}
