import { webhookRetrySchedule } from '@fanfare/contract';
import type { MockContext, PublishedEvent } from '../context.js';
import type { Delivery, DeliveryAttempt } from '../parts.js';
import type { Tenant } from '../tenant.js';
import { attemptDelivery } from './attempt-delivery.js';
import type { DeliveryJob } from './delivery-job.js';
import { createDeliveryStart } from './delivery-start.js';
import { createDeliveryLog } from './delivery-log.js';
import { deliveryHeaders } from './delivery-headers.js';
import type { WebhookEndpointRow } from './endpoint-row.js';
import { createEventStore, type EventSpan, type StoredEvent } from './event-store.js';
import { failureEvent } from './failure-event.js';
import { holdClock } from './hold-clock.js';
import { sampleEvent, type SampleOrder } from './sample-event.js';
import { nextEvent } from '../versions/next-event.js';
import { reshapeEvent } from '../versions/reshape-event.js';
import { sealEvent, type Seal, type SealedEvent } from './seal-event.js';
import { createWebhookEndpoints } from './webhook-endpoints.js';
import { createWebhookSecrets } from './webhook-secrets.js';

/** The webhooks of the platform: at least once, in no promised order. */
export interface WebhookDesk {
  publish(event: PublishedEvent): void;
  readonly deliveries: readonly Delivery[];
  /** What happened, as far as it is remembered. */
  events(span: EventSpan): readonly StoredEvent[];
  deliveriesOf(endpointId: string): readonly DeliveryJob[];
  find(deliveryId: string): DeliveryJob | undefined;
  /** Delivers the same event to the same endpoint once more. */
  redeliver(job: DeliveryJob): Promise<void>;
  /** Sends a sample, once. */
  sendSample(endpoint: WebhookEndpointRow, order: Pick<SampleOrder, 'type'>): Promise<DeliveryJob>;
  /** Delivers events to an endpoint again, each as a delivery of its own. */
  replay(endpoint: WebhookEndpointRow, events: readonly StoredEvent[]): void;
  /** Forgets what tells of a consumer or a member, delivered or not. */
  forget(tenant: Tenant, personId: string): void;
}

/** The receiver wants nothing any more (RFC 9110 §15.5.11). */
const gone = 410;

/** Makes the webhooks of a platform. */
export function createWebhookDesk(context: MockContext): WebhookDesk {
  const { clock } = context;
  const endpoints = context.use(createWebhookEndpoints);
  const secrets = context.use(createWebhookSecrets);
  const log = createDeliveryLog(context);
  const events = createEventStore(context);
  const start = createDeliveryStart(context);

  const newSeal = (): Seal => ({ id: context.newId('whk'), now: clock.now() });

  function publish(event: PublishedEvent): void {
    const sealed = sealEvent(event, newSeal());
    if ('defect' in sealed) return context.reportDefect(sealed.defect);
    events.keep(event, sealed);
    if (!context.settings.deliverWebhooks) return;
    for (const endpoint of endpoints.wanting(event)) {
      begin(endpoint, { event: sealed, origin: 'event' });
      if (context.settings.platformVersion !== 'next' || !endpoint.events.includes('*')) continue;
      begin(endpoint, { event: nextEvent(event, newSeal()), origin: 'event' });
    }
  }

  function begin(
    endpoint: WebhookEndpointRow,
    what: { readonly event: SealedEvent; readonly origin: 'event' | 'replay' },
  ): void {
    const job = log.open({ endpoint, ...what, event: reshapeEvent(what.event, context) });
    start(job, (at) => void planNext(job, at));
  }

  /** Plans the next attempt; tells whether there is one. */
  function planNext(job: DeliveryJob, after: number): boolean {
    if (job.log.status !== 'pending') return false; // given up while a fault held it back
    const wait = webhookRetrySchedule[job.planned];
    if (wait === undefined || !isOpen(job.endpoint)) {
      job.log.status = 'failed';
      return false;
    }
    const at = after + wait * 1000;
    job.planned += 1;
    job.log.nextAttemptAt = at;
    job.unplan = clock.schedule(at, () => holdClock(runPlanned(job)));
    return true;
  }

  async function runPlanned(job: DeliveryJob): Promise<void> {
    job.log.nextAttemptAt = undefined;
    if (job.log.status !== 'pending') return; // a redelivery by hand succeeded meanwhile
    const attempt = isOpen(job.endpoint) ? await send(job) : undefined;
    for (; job.copies > 0 && isOpen(job.endpoint); job.copies -= 1) await send(job);
    if (job.log.status !== 'pending') return;
    const willRetry = planNext(job, attempt?.at ?? clock.now());
    const failure = attempt && failureEvent(job, { attempt, willRetry });
    if (failure !== undefined) publish(failure);
  }

  async function send(job: DeliveryJob, byHand?: 'by hand'): Promise<DeliveryAttempt> {
    const { endpoint, event, log: delivery } = job;
    const now = clock.now();
    const headers = deliveryHeaders({
      deliveryId: delivery.id,
      endpointId: endpoint.id,
      eventType: event.type,
      body: event.body,
      secrets: secrets.signing(endpoint.id),
      now,
      attemptsBefore: delivery.attempts.length,
      firstAttemptAt: delivery.attempts[0]?.at ?? now,
    });
    const made = await attemptDelivery(context, { endpoint, headers, body: event.body });
    const attempt = byHand === undefined ? made : { ...made, byHand: true as const };
    delivery.attempts.push(attempt);
    const succeeded = attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300;
    if (succeeded) {
      delivery.status = 'delivered';
      delivery.nextAttemptAt = undefined;
    }
    if (delivery.origin !== 'test') endpoints.note(endpoint, { at: attempt.at, succeeded });
    if (attempt.status === gone && endpoint.enabled) endpoints.retire(endpoint);
    return attempt;
  }

  return {
    publish,
    deliveries: log.entries,
    events: (span) => events.find(span),
    deliveriesOf: (endpointId) => log.of(endpointId),
    find: (deliveryId) => log.find(deliveryId),
    redeliver: async (job) => void (await send(job, 'by hand')),
    async sendSample(endpoint, { type }) {
      const event = sampleEvent({ type, tenant: endpoint.tenant }, newSeal());
      const job = log.open({ endpoint, event: reshapeEvent(event, context), origin: 'test' });
      await send(job, 'by hand');
      if (job.log.status === 'pending') job.log.status = 'failed';
      return job;
    },
    replay(endpoint, found) {
      for (const event of found) begin(endpoint, { event, origin: 'replay' });
    },
    forget(tenant, personId) {
      events.forget(tenant, personId);
      log.forget(tenant, personId);
    },
  };
}

function isOpen({ enabled, archived }: WebhookEndpointRow): boolean {
  return enabled && !archived;
}
