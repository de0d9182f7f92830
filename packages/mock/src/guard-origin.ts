import { headers as names } from '@fanfare/contract';
import type { MiddlewareHandler } from 'hono';
import { isAllowedOrigin } from './cors.js';
import type { MockEnv } from './exchange.js';
import { isOwnOrigin, type OwnHostOptions } from './own-host.js';
import type { MockContext } from './context.js';
import { refuse } from './refusal.js';

/** What the guard knows of the platform. */
export interface GuardOriginOptions extends OwnHostOptions {
  readonly context: MockContext;
}

/** Refuses pages whose origin is on no list, before anything is done; a call without an origin is not from a page. */
export function guardOrigin(options: GuardOriginOptions): MiddlewareHandler<MockEnv> {
  return async function guard(c, next): Promise<void> {
    const origin = c.req.header('origin');
    if (origin === undefined || isOwnOrigin(c.req.raw, { ...options, origin })) return next();
    const key = c.req.header(names.publishableKey) ?? null;
    if (!isAllowedOrigin(options.context, { origin, key })) {
      return refuse(
        'origin_not_allowed',
        'Pages of this origin may not call; add it to the allowed origins.',
      );
    }
    c.env.exchange.readableBy = origin;
    return next();
  };
}
