import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { checkSettings } from '../options/check-settings.js';
import { mergeRateLimits } from '../options/merge-rate-limits.js';
import type { MockSettings } from '../settings.js';
import { orRefuse } from './or-refuse.js';
import { readFields, type FieldSpec } from './read-fields.js';

const spec = {
  accessTokenTtlSeconds: 'amount',
  refreshTokenTtlSeconds: 'amount',
  leewayMs: 'amount',
  exposeHeaders: 'flag',
  deliverWebhooks: 'flag',
  allowLoopbackWebhooks: 'flag',
  sessionPolicy: 'object',
  verifiedEmailOperations: 'texts',
  requireDpop: 'flag',
  requireDpopNonce: 'flag',
  dpopNonceSeconds: 'amount',
  pollAfterMs: 'amount',
  rateLimits: 'object',
  rateLimitReset: 'text',
  platformVersion: 'text',
  versionSunset: 'object',
} as const satisfies FieldSpec & Record<keyof MockSettings, unknown>;

/** `GET` reads the settings, `PATCH` changes those that it names. */
export function settingsRoutes({ settings }: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.get('/settings', (c) => c.json(settings));
  routes.patch('/settings', async (c) => {
    const { rateLimits, ...plain } = await readFields(c.req.raw, spec);
    orRefuse(() =>
      Object.assign(settings, {
        ...checkSettings(plain as Partial<MockSettings>), // of these kinds; what is in them is checked here
        ...(rateLimits !== undefined && { rateLimits: mergeRateLimits(settings.rateLimits, rateLimits) }),
      }),
    );
    return c.json(settings);
  });
  return routes;
}
