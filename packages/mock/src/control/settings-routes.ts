import { Hono } from 'hono';
import { checkSessionPolicy } from '../auth/session-policy.js';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { mergeRateLimits } from '../options/merge-rate-limits.js';
import { refuse } from '../refusal.js';
import type { MockSettings } from '../settings.js';
import { orRefuse } from './or-refuse.js';
import { readFields, type FieldSpec } from './read-fields.js';

const spec = {
  accessTokenTtlSeconds: 'amount',
  refreshTokenTtlSeconds: 'amount',
  leewayMs: 'amount',
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
} as const satisfies FieldSpec & Record<keyof MockSettings, unknown>;

/** `GET` reads the settings, `PATCH` changes those that it names. */
export function settingsRoutes({ settings }: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.get('/settings', (c) => c.json(settings));
  routes.patch('/settings', async (c) => {
    const { rateLimits, rateLimitReset, sessionPolicy, ...plain } = await readFields(c.req.raw, spec);
    orRefuse(() =>
      Object.assign(settings, {
        ...plain,
        ...(sessionPolicy !== undefined && { sessionPolicy: checkSessionPolicy(sessionPolicy) }),
        ...(rateLimits !== undefined && { rateLimits: mergeRateLimits(settings.rateLimits, rateLimits) }),
        ...(rateLimitReset !== undefined && { rateLimitReset: checkReset(rateLimitReset) }),
      }),
    );
    return c.json(settings);
  });
  return routes;
}

function checkReset(form: string): MockSettings['rateLimitReset'] {
  if (form === 'epoch' || form === 'iso') return form;
  return refuse('validation_error', '"rateLimitReset" must be "epoch" or "iso".');
}
