import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import type { MockSettings } from '../settings.js';
import { readFields, type FieldSpec } from './read-fields.js';

const spec = {
  accessTokenTtlSeconds: 'amount',
  refreshTokenTtlSeconds: 'amount',
  leewayMs: 'amount',
  deliverWebhooks: 'flag',
  pollAfterMs: 'amount',
} as const satisfies FieldSpec & Record<keyof MockSettings, unknown>;

/** `GET` reads the settings, `PATCH` changes those that it names. */
export function settingsRoutes({ settings }: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.get('/settings', (c) => c.json(settings));
  routes.patch('/settings', async (c) => {
    Object.assign(settings, await readFields(c.req.raw, spec));
    return c.json(settings);
  });
  return routes;
}
