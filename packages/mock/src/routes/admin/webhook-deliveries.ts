import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import type { DeliveryJob } from '../../webhooks/delivery-job.js';
import { deliveryOf } from '../../webhooks/describe-delivery.js';
import { findEndpoint, findOpenEndpoint } from '../../webhooks/find-endpoint.js';
import { createWebhookDesk } from '../../webhooks/webhook-desk.js';

/** The operations of this resource. */
type AdminWebhookDeliveryOperation = `admin.webhooks.deliveries.${'list' | 'redeliver'}`;

/** What was sent to an endpoint, and what became of it. */
export const adminWebhookDeliveryHandlers: HandlersOf<AdminWebhookDeliveryOperation> = {
  'admin.webhooks.deliveries.list': ({ context, principal: { tenant }, params, query }) => {
    const { id } = findEndpoint(context, { tenant, ...params });
    const { status, origin, eventType, eventId } = query;
    const wanted = { status, origin, eventType, eventId };
    const jobs = context
      .use(createWebhookDesk)
      .deliveriesOf(id)
      .filter(({ log }) => fits(log, wanted));
    const sortKeys = { createdAt: ({ log }: DeliveryJob) => log.createdAt };
    const { data, pageInfo } = pageOfRows(jobs, {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map(({ log }) => deliveryOf(log)), pageInfo };
  },

  'admin.webhooks.deliveries.redeliver': async ({ context, principal: { tenant }, params }) => {
    const { deliveryId, endpointId } = params;
    const desk = context.use(createWebhookDesk);
    const { id } = findEndpoint(context, { tenant, endpointId });
    const job = desk.find(deliveryId);
    if (job === undefined || job.endpoint.id !== id) refuse('not_found', 'There is no such delivery.');
    findOpenEndpoint(context, { tenant, endpointId });
    await desk.redeliver(job);
    return deliveryOf(job.log);
  },
};

type Wanted = { readonly [Name in 'status' | 'origin' | 'eventType' | 'eventId']: string | undefined };

function fits(log: DeliveryJob['log'], wanted: Wanted): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => value === undefined || log[name as keyof Wanted] === value, // the names of a literal type
  );
}
