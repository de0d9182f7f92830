import { OptionsError } from '@fanfare/core/base';
import { checkMethods, checkType } from '../check-option.js';

/** What is used of a client of `ioredis`, single or cluster. */
export interface IoRedisClient {
  call(command: string, ...args: string[]): Promise<unknown>;
}

/** What is used of a client of `redis`, single or pool. */
export interface NodeRedisClient {
  sendCommand(args: string[]): Promise<unknown>;
}

/** Sends one command and returns its answer. */
export type RedisSender = (args: readonly [string, ...string[]]) => Promise<unknown>;

/** Where commands go. */
export interface RedisTarget {
  readonly client?: IoRedisClient | NodeRedisClient | undefined;
  readonly send?: RedisSender | undefined;
}

/**
 * Finds out how a client is spoken to, on behalf of the function that was given it.
 *
 * @throws OptionsError `invalid_options`
 */
export function redisSender({ client, send }: RedisTarget, caller: string): RedisSender {
  if ((client === undefined) === (send === undefined)) {
    throw new OptionsError(`${caller} needs either client, of redis or ioredis, or send.`);
  }
  checkType({ send }, 'function');
  if (send !== undefined) return send;
  const { call } = (client ?? {}) as Partial<IoRedisClient>; // what it is shows by its methods
  // First, for ioredis has a `sendCommand` too, which takes something else.
  if (typeof call === 'function')
    return ([command, ...args]) => (client as IoRedisClient).call(command, ...args);
  checkMethods({ client }, ['sendCommand']);
  return (args) => (client as NodeRedisClient).sendCommand([...args]);
}
