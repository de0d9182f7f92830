import type { WebhookDelivery, WebhookDeliveryAttempt } from '@fanfare/contract/admin';
import type { Delivery, DeliveryAttempt } from '../parts.js';
import { isoTime } from '../state/iso-time.js';

/** Describes a delivery as the Admin service does. */
export function deliveryOf({
  mode: _,
  createdAt,
  nextAttemptAt,
  attempts,
  ...log
}: Delivery): WebhookDelivery {
  return {
    ...log,
    createdAt: isoTime(createdAt),
    nextAttemptAt: nextAttemptAt === undefined ? null : isoTime(nextAttemptAt),
    attempts: attempts.map(attemptOf),
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
