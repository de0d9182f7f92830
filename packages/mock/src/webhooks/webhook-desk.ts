import { webhookRetrySchedule } from '@fanfare/contract';
import type { MockContext, PublishedEvent } from '../context.js';
import type { Delivery, DeliveryAttempt, WebhookDesk, WebhookEndpoint } from '../parts.js';
import { refuse } from '../refusal.js';
import { attemptDelivery } from './attempt-delivery.js';
import { deliveryHeaders } from './delivery-headers.js';
import { holdClock } from './hold-clock.js';
import { sealEvent } from './seal-event.js';
import { createWebhookEndpoints } from './webhook-endpoints.js';

/** A delivery with what its log must not show: the bytes, which may hold a grant, and the secret. */
interface Job {
  readonly endpoint: WebhookEndpoint;
  readonly body: string;
  readonly log: { -readonly [Key in keyof Delivery]: Delivery[Key] } & { attempts: DeliveryAttempt[] };
  /** Attempts that the schedule made; those by hand do not count. */
  planned: number;
}

/** How many deliveries are remembered; the oldest are forgotten first. */
const mostDeliveries = 10_000;
/** The receiver wants nothing any more (RFC 9110 §15.5.11). */
const gone = 410;

/** Makes the webhooks of a platform: at least once, in no promised order. */
export function createWebhookDesk(context: MockContext): WebhookDesk {
  const { clock } = context;
  const endpoints = createWebhookEndpoints(context);
  const jobs = new Map<string, Job>();
  const deliveries: Delivery[] = [];

  function publish(event: PublishedEvent): void {
    const sealed = sealEvent(event, { id: context.newId('whk'), now: clock.now() });
    if ('defect' in sealed) return context.reportDefect(sealed.defect);
    if (!context.settings.deliverWebhooks) return;
    for (const endpoint of endpoints.wanting(event)) {
      const log: Job['log'] = {
        id: context.newId('whd'),
        endpointId: endpoint.id,
        eventId: sealed.id,
        eventType: sealed.type,
        organizationId: event.organizationId,
        mode: event.mode,
        status: 'pending',
        attempts: [],
      };
      const job: Job = { endpoint, body: sealed.body, log, planned: 0 };
      jobs.set(log.id, job);
      deliveries.push(log);
      if (deliveries.length > mostDeliveries) jobs.delete(deliveries.shift()?.id ?? '');
      planNext(job, clock.now());
    }
  }

  function planNext(job: Job, after: number): void {
    const wait = webhookRetrySchedule[job.planned];
    if (wait === undefined || !endpoints.isEnabled(job.endpoint.id)) {
      job.log.status = 'failed';
      return;
    }
    job.planned += 1;
    clock.schedule(after + wait * 1000, () => holdClock(runPlanned(job)));
  }

  async function runPlanned(job: Job): Promise<void> {
    if (job.log.status !== 'pending') return; // a redelivery by hand succeeded meanwhile
    const attempt = endpoints.isEnabled(job.endpoint.id) ? await send(job) : undefined;
    if (job.log.status !== 'pending') return;
    planNext(job, attempt?.at ?? clock.now());
  }

  async function send(job: Job): Promise<DeliveryAttempt> {
    const { endpoint, body, log } = job;
    const now = clock.now();
    const retryCount = Math.min(log.attempts.length, webhookRetrySchedule.length - 1);
    const firstAttemptAt = log.attempts[0]?.at ?? now;
    const { id: deliveryId, eventType } = log;
    const stamp = { deliveryId, eventType, body, now, retryCount, firstAttemptAt };
    const headers = deliveryHeaders({ ...stamp, endpointId: endpoint.id, secret: endpoint.secret });
    const attempt = await attemptDelivery(context, { url: endpoint.url, headers, body });
    log.attempts.push(attempt);
    const succeeded = attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300;
    if (succeeded) log.status = 'delivered';
    endpoints.note(endpoint.id, { at: attempt.at, succeeded });
    if (attempt.status === gone) endpoints.disable(endpoint.id);
    return attempt;
  }

  return {
    publish,
    addEndpoint: (endpoint) => endpoints.add(endpoint),
    deliveries,
    async redeliver(deliveryId) {
      const job = jobs.get(deliveryId);
      if (job === undefined) return undefined;
      if (!endpoints.isEnabled(job.endpoint.id)) {
        refuse('conflict', 'The event was not delivered again: its endpoint is disabled.');
      }
      await send(job);
      return job.log;
    },
  };
}
