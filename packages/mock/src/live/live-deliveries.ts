import type { MockContext } from '../context.js';
import type { Delivery } from '../parts.js';
import { createWebhookDesk } from '../webhooks/webhook-desk.js';
import type { LiveDelivery } from './live-view.js';

const most = 30;

/** Describes the deliveries that were begun last, the newest first. */
export function liveDeliveries(context: MockContext): readonly LiveDelivery[] {
  return context.use(createWebhookDesk).deliveries.slice(-most).reverse().map(deliveryOf);
}

function deliveryOf({ id, eventType, status, createdAt, nextAttemptAt, attempts }: Delivery): LiveDelivery {
  return {
    id,
    eventType,
    status,
    createdAt,
    nextAttemptAt: nextAttemptAt ?? null,
    attempts: attempts.map((attempt) => ({
      at: attempt.at,
      outcome: attempt.status === undefined ? (attempt.error ?? 'no answer') : String(attempt.status),
      ok: attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300,
    })),
  };
}
