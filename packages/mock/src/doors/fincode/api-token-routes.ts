import { Hono } from 'hono';
import type { MockContext } from '../../context.js';
import { readFields } from '../../control/read-fields.js';
import type { MockEnv } from '../../exchange.js';
import { refuse } from '../../refusal.js';
import { createApiTokens, isApiTokenLifetime } from './api-tokens.js';

/** What the dashboard does, on the control surface: makes, rotates, invalidates and deletes long-lived tokens. */
export function apiTokenRoutes(context: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.get('/fincode/api-tokens', (c) => c.json(context.use(createApiTokens).list()));
  routes.post('/fincode/api-tokens', async (c) => {
    const { lifetime = '3m' } = await readFields(c.req.raw, { lifetime: 'text' });
    if (!isApiTokenLifetime(lifetime)) {
      return refuse('validation_error', '"lifetime" must be 24h, 1m, 3m, 6m or 12m.');
    }
    return c.json(context.use(createApiTokens).create(lifetime), 201);
  });
  routes.post('/fincode/api-tokens/:id/rotate', (c) => {
    const token = context.use(createApiTokens).rotate(c.req.param('id'));
    return token === undefined ? refuseMissing() : c.json(token);
  });
  routes.post('/fincode/api-tokens/:id/invalidate', (c) =>
    context.use(createApiTokens).invalidate(c.req.param('id')) ? c.body(null, 204) : refuseMissing(),
  );
  routes.delete('/fincode/api-tokens/:id', (c) =>
    context.use(createApiTokens).remove(c.req.param('id')) ? c.body(null, 204) : refuseMissing(),
  );
  return routes;
}

function refuseMissing(): never {
  return refuse('not_found', 'There is no such token.');
}
