import { clientErrors } from '@fanfare/contract';
import type { DeliveryOutcome } from './deliver-once.js';
import { isWebhookError } from './is-webhook-error.js';

/** Says that the event has had its effect, or needs none. */
export function acknowledge(): Response {
  return Response.json({ received: true });
}

/** Answers for what became of a delivery. */
export function answerOutcome(result: DeliveryOutcome): Response {
  switch (result.outcome) {
    case 'handled':
      return acknowledge();
    case 'duplicate':
      return Response.json({ received: true, duplicate: true });
    case 'dead':
      return Response.json({ received: true, deadLettered: true });
    case 'in_flight':
      return refuseInFlight(result.retryAfterMs);
    case 'failed':
      return refuse(undefined);
  }
}

function refuseInFlight(retryAfterMs: number): Response {
  const message = 'Another delivery of this event is being handled.';
  const headers = { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) };
  return Response.json({ error: 'request_in_flight', message }, { status: 409, headers });
}

/** Says that nothing is taken from this address. Nothing was read. */
export function refuseSender(): Response {
  const message = 'Deliveries are not taken from this address.';
  return Response.json({ error: 'ip_not_allowed', message }, { status: 403 });
}

/** Says that only POST delivers. */
export function refuseMethod(): Response {
  const message = 'Webhooks are delivered by POST.';
  return Response.json({ error: 'invalid_request', message }, { status: 405, headers: { allow: 'POST' } });
}

/**
 * Says that a delivery is refused, or that something failed here. The sender may be anybody, so it learns the code
 * and no more; a wrong set-up of this server is told at length, because its owner reads the answer first.
 */
export function refuse(error: unknown): Response {
  if (isWebhookError(error)) {
    const { code, status } = error;
    const message = status < 500 ? clientErrors[code] : error.message;
    return Response.json({ error: code, message }, { status });
  }
  const message = 'The delivery could not be handled. Deliver it again.';
  return Response.json({ error: 'internal_error', message }, { status: 500 });
}
