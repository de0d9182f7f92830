import type { MiddlewareHandler } from 'hono';
import type { MockContext } from './context.js';
import type { MockEnv } from './exchange.js';
import { hostOf } from './own-host.js';

/**
 * Sends whoever comes without encryption to the encrypted address, where the platform has one. Health checks and
 * proxies that reach it by another name are let through.
 */
export function redirectToHttps({ origin }: Pick<MockContext, 'origin'>): MiddlewareHandler<MockEnv> {
  const { protocol, hostname } = new URL(origin);
  return async function redirect(c, next): Promise<Response | void> {
    const isPlain = protocol === 'https:' && !c.env.exchange.isEncrypted;
    if (!isPlain || nameIn(hostOf(c.req.raw)) !== hostname) return next();
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(origin + pathname + search, 308);
  };
}

/** The name in a `host:port`, whatever a client wrote there. */
function nameIn(host: string): string {
  return host.replace(/:\d*$/, '');
}
