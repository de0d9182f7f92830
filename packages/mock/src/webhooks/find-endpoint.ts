import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import type { Tenant } from '../tenant.js';
import type { WebhookEndpointRow } from './endpoint-row.js';
import { createWebhookEndpoints } from './webhook-endpoints.js';

/** Which endpoint is meant. */
export interface EndpointWanted {
  readonly tenant: Tenant;
  readonly endpointId: string;
}

/**
 * Finds an endpoint of a tenant, archived or not.
 *
 * @throws {MockRefusal} `not_found`.
 */
export function findEndpoint(
  context: MockContext,
  { tenant, endpointId }: EndpointWanted,
): WebhookEndpointRow {
  const row = context.use(createWebhookEndpoints).find(tenant, endpointId);
  return row ?? refuse('not_found', 'There is no such webhook endpoint.');
}

/**
 * Finds an endpoint that is not archived.
 *
 * @throws {MockRefusal} `not_found`, or `conflict` where it is archived.
 */
export function findLiveEndpoint(context: MockContext, wanted: EndpointWanted): WebhookEndpointRow {
  const row = findEndpoint(context, wanted);
  if (row.archived) refuse('conflict', 'The webhook endpoint is archived.');
  return row;
}

/**
 * Finds an endpoint that deliveries go to.
 *
 * @throws {MockRefusal} `not_found`, or `conflict` where it is archived or disabled.
 */
export function findOpenEndpoint(context: MockContext, wanted: EndpointWanted): WebhookEndpointRow {
  const row = findLiveEndpoint(context, wanted);
  if (!row.enabled) refuse('conflict', 'Nothing was delivered: the webhook endpoint is disabled.');
  return row;
}
