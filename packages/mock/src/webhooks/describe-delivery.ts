import type { WebhookDelivery, WebhookDeliveryAttempt } from '@fanfare/contract/admin';
import type { Delivery, DeliveryAttempt } from '../parts.js';
import { isoTime } from '../state/iso-time.js';

/** Describes a delivery as the Admin service does. */
export function deliveryOf(log: Delivery): WebhookDelivery {
  const { id, organizationId, endpointId, eventId, eventType, origin, status, nextAttemptAt } = log;
  return {
    id,
    organizationId,
    endpointId,
    eventId,
    eventType,
    origin,
    status,
    createdAt: isoTime(log.createdAt),
    nextAttemptAt: nextAttemptAt === undefined ? null : isoTime(nextAttemptAt),
    attempts: log.attempts.map(attemptOf),
  };
}

function attemptOf({ at, status, error, byHand }: DeliveryAttempt): WebhookDeliveryAttempt {
  return {
    at: isoTime(at),
    status: status ?? null,
    error: error ?? null,
    trigger: byHand === undefined ? 'schedule' : 'manual',
  };
}
