import type { PublishedEvent } from '../context.js';
import type { DeliveryAttempt } from '../parts.js';
import type { DeliveryJob } from './delivery-job.js';

/** How an attempt of the schedule ended. */
export interface Failure {
  readonly attempt: DeliveryAttempt;
  readonly willRetry: boolean;
}

const type = 'webhook.delivery.failed';

/** Makes what is told of a failed attempt; nothing where it was to tell of another failure, or the news would never end. */
export function failureEvent(
  { endpoint, event, log }: DeliveryJob,
  { attempt, willRetry }: Failure,
): PublishedEvent | undefined {
  if (event.type === type) return undefined;
  const data = {
    endpointId: endpoint.id,
    endpointUrl: endpoint.url,
    eventId: event.id,
    eventType: event.type,
    retryCount: log.attempts.length - 1,
    lastError: attempt.error ?? `status ${attempt.status}`,
    willRetry,
  };
  return { ...endpoint.tenant, type, data };
}
