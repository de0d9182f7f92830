import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { refuse } from '../refusal.js';
import { addTestEndpoint } from '../webhooks/add-test-endpoint.js';
import { findOpenEndpoint } from '../webhooks/find-endpoint.js';
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
    return c.json(addTestEndpoint(context, { organizationId, url, mode, ...rest }), 201);
  });
  routes.get('/deliveries', (c) => c.json(context.use(createWebhookDesk).deliveries));
  routes.post('/deliveries/:id/redeliver', async (c) => {
    const desk = context.use(createWebhookDesk);
    const job = desk.find(c.req.param('id'));
    if (job === undefined) return refuse('not_found', 'No delivery has this id.');
    const { id: endpointId, tenant } = job.endpoint;
    findOpenEndpoint(context, { tenant, endpointId });
    await desk.redeliver(job);
    return c.json(job.log);
  });
  return routes;
}
