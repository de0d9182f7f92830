import { configRoutes, type PlatformConfig } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import { nullish, object } from './check/check.js';
import { bag, boolean, count, id, string } from './check/shapes.js';

const config = object({
  organizationId: id,
  mode: string,
  slug: string,
  currencyCode: string,
  timeZone: string,
  features: object({
    dpop: boolean,
    mfa: boolean,
    eventStream: boolean,
    emailGate: boolean,
    challenges: boolean,
  }),
  session: object({
    accessTokenSeconds: count,
    refreshTokenSeconds: count,
    idleSeconds: nullish(count),
    absoluteSeconds: nullish(count),
  }),
  polling: object({ pollAfterMs: nullish(count) }),
  rateLimits: bag,
});

// By connection, and forgotten with it: several parts of a client need it, and each can be made without the others.
const learned = new WeakMap<Connection, Promise<PlatformConfig>>();

/** Reads the configuration of the platform once per connection, without a token; a failure is not kept. */
export function learnConfig(connection: Connection): Promise<PlatformConfig> {
  const known = learned.get(connection);
  if (known !== undefined) return known;
  const ask = createAsk({ ...connection, send: (call) => connection.sendAs(call) });
  const reading = ask<PlatformConfig>(configRoutes.get, { check: config, options: undefined });
  learned.set(connection, reading);
  reading.catch(() => learned.delete(connection));
  return reading;
}
