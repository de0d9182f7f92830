import { limits } from '@fanfare/contract';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import type { Tenant } from '../../tenant.js';
import { endpointOf } from '../../webhooks/describe-endpoint.js';
import { draftEndpoint } from '../../webhooks/draft-endpoint.js';
import type { WebhookEndpointRow } from '../../webhooks/endpoint-row.js';
import { findEndpoint, findLiveEndpoint } from '../../webhooks/find-endpoint.js';
import { guardEndpointUrl } from '../../webhooks/guard-endpoint-url.js';
import { createWebhookEndpoints } from '../../webhooks/webhook-endpoints.js';
import { createWebhookSecrets } from '../../webhooks/webhook-secrets.js';

/** The operations of this resource. */
type AdminWebhookOperation =
  `admin.webhooks.${'list' | 'create' | 'get' | 'update' | 'archive' | 'rollSecret'}`;

const usualOverlapSeconds = 86_400;

/** Webhook endpoints, as a merchant sets them up. */
export const adminWebhookHandlers: HandlersOf<AdminWebhookOperation> = {
  'admin.webhooks.list': ({ context, principal: { tenant }, query }) => {
    const { enabled } = query;
    const rows = context
      .use(createWebhookEndpoints)
      .all(tenant)
      .filter((row) => (enabled ?? row.enabled) === row.enabled);
    const sortKeys = {
      createdAt: (row: WebhookEndpointRow) => row.createdAt,
      url: (row: WebhookEndpointRow) => row.url,
    };
    const { data, pageInfo } = pageOfRows(rows, {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map((row) => endpointOf(context, row)), pageInfo };
  },

  'admin.webhooks.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { secret: chosen, ...wish } = body;
    guardEndpointUrl(context, { url: wish.url, mayBeLocal: false });
    const draft = { fields: draftEndpoint({ ...wish, mayBeLocal: false }), by, secret: chosen };
    guardEndpointCount(context, tenant);
    const { row, secret } = context.use(createWebhookEndpoints).add(tenant, draft);
    return { ...endpointOf(context, row), secret };
  },

  'admin.webhooks.get': ({ context, principal: { tenant }, params }) =>
    endpointOf(context, findEndpoint(context, { tenant, ...params })),

  'admin.webhooks.update': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const row = findLiveEndpoint(context, { tenant, ...params });
    const { url, events } = body;
    if (url !== undefined) guardEndpointUrl(context, { url, mayBeLocal: row.mayBeLocal });
    const patch = { ...body, events: events && [...new Set(events)] };
    context.use(createWebhookEndpoints).update(row, patch, by);
    return endpointOf(context, row);
  },

  'admin.webhooks.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const row = findEndpoint(context, { tenant, ...params });
    context.use(createWebhookEndpoints).archive(row, by);
    return endpointOf(context, row);
  },

  'admin.webhooks.rollSecret': ({ context, principal: { tenant }, params, body }) => {
    const row = findLiveEndpoint(context, { tenant, ...params });
    const { overlapSeconds = usualOverlapSeconds } = body;
    if (overlapSeconds > 0) guardSingleSecret(context, row);
    const secret = context.use(createWebhookSecrets).roll(row.id, overlapSeconds * 1000);
    return { ...endpointOf(context, row), secret };
  },
};

/** Every event is sent to all of them: without a limit one call would make thousands. */
function guardEndpointCount(context: MockContext, tenant: Tenant): void {
  if (context.use(createWebhookEndpoints).all(tenant).length < limits.webhookEndpoints) return;
  const most = String(limits.webhookEndpoints);
  refuse('conflict', `There are ${most} webhook endpoints already: archive one of them first.`);
}

/** Whoever holds the older of two secrets would be cut off by a third one. */
function guardSingleSecret(context: MockContext, { id }: WebhookEndpointRow): void {
  const { previous } = context.use(createWebhookSecrets).facts(id);
  if (previous === undefined) return;
  refuse(
    'conflict',
    'The secret was not rolled: the one before still signs. Wait for its end, or end it with "overlapSeconds": 0.',
  );
}
