import { operationList } from '@fanfare/contract/operations';
import { Hono } from 'hono';
import { preflightHeaders } from '../cors.js';
import type { MockEnv } from '../exchange.js';
import { handleOperation, type RouterOptions } from './handle-operation.js';
import { honoPath } from './hono-path.js';

/** Makes a route of every row of the operation table, and the answer to its preflight. */
export function buildRouter(options: RouterOptions): Hono<MockEnv> {
  const router = new Hono<MockEnv>();
  for (const operation of operationList) {
    const path = honoPath(operation);
    router.on(operation.method, path, handleOperation(operation, options));
    router.options(path, (c, next) => {
      if (c.req.header('access-control-request-method') !== operation.method) return next();
      return c.body(null, 204, preflightHeaders(operation, options.context.profile));
    });
  }
  return router;
}
