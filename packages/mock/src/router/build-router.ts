import { operationList } from '@fanfare/contract/operations';
import { Hono } from 'hono';
import { isForPages, preflightHeaders } from '../cors.js';
import type { MockEnv } from '../exchange.js';
import { handleOperation, type RouterOptions } from './handle-operation.js';
import { honoPath } from './hono-path.js';

/**
 * Makes a route of every row of the operation table that the profile has, and the answer to the preflight of
 * those that pages may call.
 */
export function buildRouter(options: RouterOptions): Hono<MockEnv> {
  const { profile } = options.context;
  const router = new Hono<MockEnv>();
  for (const operation of operationList) {
    if (operation.stability === 'extension' && profile === 'hosted') continue;
    const path = honoPath(operation);
    router.on(operation.method, path, handleOperation(operation, options));
    if (!isForPages(operation)) continue;
    router.options(path, (c, next) => {
      if (c.req.header('access-control-request-method') !== operation.method) return next();
      return c.body(null, 204, preflightHeaders(operation, options.context));
    });
  }
  return router;
}
