import type { MockContext } from '../context.js';
import type { Delivery } from '../parts.js';
import { tenantKey, type Tenant } from '../tenant.js';
import type { DeliveryJob } from './delivery-job.js';
import type { WebhookEndpointRow } from './endpoint-row.js';
import { isAbout } from './event-store.js';
import type { SealedEvent } from './seal-event.js';

/** What is to be delivered where, and why. */
export interface DeliveryOrder {
  readonly endpoint: WebhookEndpointRow;
  readonly event: SealedEvent;
  readonly origin: Delivery['origin'];
}

/** The deliveries of all endpoints, the oldest first. */
export interface DeliveryLog {
  readonly entries: readonly Delivery[];
  open(order: DeliveryOrder): DeliveryJob;
  find(deliveryId: string): DeliveryJob | undefined;
  of(endpointId: string): readonly DeliveryJob[];
  /** Gives up and forgets what tells of a consumer or a member of a tenant. */
  forget(tenant: Tenant, personId: string): void;
}

/** How many deliveries are remembered; the oldest are forgotten first. */
const mostDeliveries = 10_000;

/** Makes an empty log. */
export function createDeliveryLog(context: MockContext): DeliveryLog {
  const jobs = new Map<string, DeliveryJob>();
  const entries: Delivery[] = [];
  let serial = 0;
  return {
    entries,
    open({ endpoint, event, origin }) {
      const log: DeliveryJob['log'] = {
        id: context.newId('whd'),
        endpointId: endpoint.id,
        eventId: event.id,
        eventType: event.type,
        organizationId: endpoint.tenant.organizationId,
        mode: endpoint.tenant.mode,
        origin,
        status: 'pending',
        createdAt: context.clock.now(),
        nextAttemptAt: undefined,
        attempts: [],
      };
      const job: DeliveryJob = {
        serial: (serial += 1),
        endpoint,
        event,
        log,
        planned: 0,
        copies: 0,
        unplan: () => {},
      };
      jobs.set(log.id, job);
      entries.push(log);
      if (entries.length > mostDeliveries) jobs.delete(entries.shift()?.id ?? '');
      return job;
    },
    find: (deliveryId) => jobs.get(deliveryId),
    of: (endpointId) => [...jobs.values()].filter(({ endpoint }) => endpoint.id === endpointId),
    forget(tenant, personId) {
      const owner = tenantKey(tenant);
      for (const job of jobs.values()) {
        if (tenantKey(job.endpoint.tenant) !== owner || !isAbout(job.event, personId)) continue;
        job.unplan();
        // An attempt that is on its way, or that a fault holds back, has the job, and nothing of what it told.
        job.event = { ...job.event, body: '', personId: undefined };
        job.copies = 0;
        job.log.status = job.log.status === 'pending' ? 'failed' : job.log.status;
        jobs.delete(job.log.id);
        entries.splice(entries.indexOf(job.log), 1);
      }
    },
  };
}
