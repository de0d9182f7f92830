import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { refuse } from '../refusal.js';
import { createWebhookDesk } from '../webhooks/webhook-desk.js';
import { readFields } from './read-fields.js';

const spec = {
  organizationId: 'text',
  mode: 'text',
  url: 'text',
  secret: 'text',
  events: 'texts',
} as const;

/** Adds endpoints, shows deliveries, and delivers again. */
export function webhookRoutes(context: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.post('/webhook-endpoints', async (c) => {
    const { organizationId, url, mode = 'test', ...rest } = await readFields(c.req.raw, spec);
    if (organizationId === undefined || url === undefined) {
      return refuse('validation_error', 'An endpoint needs organizationId and url.');
    }
    if (mode !== 'test' && mode !== 'live') {
      return refuse('validation_error', '"mode" must be test or live.');
    }
    return c.json(context.use(createWebhookDesk).addEndpoint({ organizationId, url, mode, ...rest }), 201);
  });
  routes.get('/deliveries', (c) => c.json(context.use(createWebhookDesk).deliveries));
  routes.post('/deliveries/:id/redeliver', async (c) => {
    const delivery = await context.use(createWebhookDesk).redeliver(c.req.param('id'));
    return delivery === undefined ? refuse('not_found', 'No delivery has this id.') : c.json(delivery);
  });
  return routes;
}
