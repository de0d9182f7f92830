import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import { deliveryOf } from '../../webhooks/describe-delivery.js';
import { eventOf } from '../../webhooks/describe-event.js';
import type { StoredEvent } from '../../webhooks/event-store.js';
import { findLiveEndpoint, findOpenEndpoint } from '../../webhooks/find-endpoint.js';
import { createWebhookDesk } from '../../webhooks/webhook-desk.js';

/** The operations of this resource. */
type AdminWebhookEventOperation = `admin.webhooks.${'events' | 'replay' | 'test'}`;

/** What happened, and how to be told of it again. */
export const adminWebhookEventHandlers: HandlersOf<AdminWebhookEventOperation> = {
  'admin.webhooks.events': ({ context, principal: { tenant }, query }) => {
    const { eventTypes: types } = query;
    const found = context.use(createWebhookDesk).events({ tenant, types, ...spanOf(query) });
    const sortKeys = { timestamp: (event: StoredEvent) => event.at };
    const { data, pageInfo } = pageOfRows(found, {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map(eventOf), pageInfo };
  },

  'admin.webhooks.replay': ({ context, principal: { tenant }, params: { endpointId }, body }) => {
    const { eventTypes: named } = body;
    const span = spanOf(body);
    const endpoint = findOpenEndpoint(context, { tenant, endpointId });
    const desk = context.use(createWebhookDesk);
    const wanted = endpoint.events.includes('*')
      ? named
      : (named ?? endpoint.events).filter((type) => endpoint.events.includes(type));
    const found = desk.events({ tenant, types: wanted, ...span });
    desk.replay(endpoint, found);
    return { endpointId, events: found.length };
  },

  'admin.webhooks.test': async ({ context, principal: { tenant }, body }) => {
    const endpoint = findLiveEndpoint(context, { tenant, ...body });
    const { log } = await context.use(createWebhookDesk).sendSample(endpoint, { type: body.eventType });
    return deliveryOf(log);
  },
};

/** A span of time as it is asked for. */
interface AskedSpan {
  readonly startTime?: string | undefined;
  readonly endTime?: string | undefined;
}

/** @throws {MockRefusal} `validation_error` where it ends before it begins. */
function spanOf({ startTime, endTime }: AskedSpan): { from: number | undefined; to: number | undefined } {
  const [from, to] = [startTime, endTime].map((time) => (time === undefined ? undefined : Date.parse(time)));
  if (from !== undefined && to !== undefined && from > to) {
    refuse('validation_error', 'The span ends before it begins: "endTime" is before "startTime".');
  }
  return { from, to };
}
