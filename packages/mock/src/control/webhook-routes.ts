import { webhookEventTypes, type Mode } from '@fanfare/contract';
import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { refuse } from '../refusal.js';
import { addTestEndpoint } from '../webhooks/add-test-endpoint.js';
import { findOpenEndpoint } from '../webhooks/find-endpoint.js';
import type { WebhookEndpointRow } from '../webhooks/endpoint-row.js';
import { createWebhookDesk } from '../webhooks/webhook-desk.js';
import { createWebhookEndpoints } from '../webhooks/webhook-endpoints.js';
import { readFields } from './read-fields.js';

const spec = {
  organizationId: 'text',
  mode: 'text',
  url: 'text',
  secret: 'text',
  events: 'texts',
} as const;

const modes: readonly Mode[] = ['test', 'live'];

/** Adds and removes endpoints, sends samples, shows deliveries, and delivers again. */
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
  routes.delete('/webhook-endpoints/:id', (c) => {
    const found = endpointsOf(context).find(({ id }) => id === c.req.param('id'));
    if (found === undefined) return refuse('not_found', 'No endpoint has this id.');
    context.use(createWebhookEndpoints).archive(found, 'test');
    return c.body(null, 204);
  });
  routes.post('/webhook-events', async (c) => {
    const { type, organizationId } = await readFields(c.req.raw, { type: 'text', organizationId: 'text' });
    const known = webhookEventTypes.find((name) => name === type);
    if (known === undefined) return refuse('validation_error', '"type" must be a type of event.');
    const wanting = endpointsOf(context).filter(
      ({ enabled, events, tenant }) =>
        enabled &&
        (events.includes('*') || events.includes(known)) &&
        (organizationId === undefined || tenant.organizationId === organizationId),
    );
    const desk = context.use(createWebhookDesk);
    const jobs = await Promise.all(wanting.map((endpoint) => desk.sendSample(endpoint, { type: known })));
    return c.json(jobs.map(({ log }) => log));
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

function endpointsOf(context: MockContext): readonly WebhookEndpointRow[] {
  const endpoints = context.use(createWebhookEndpoints);
  return context.world.organizations.flatMap(({ id }) =>
    modes.flatMap((mode) => endpoints.all({ organizationId: id, mode })),
  );
}
