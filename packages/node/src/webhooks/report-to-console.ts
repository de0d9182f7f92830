import { isWebhookError } from './is-webhook-error.js';
import type { WebhookFailure } from './webhook-handler-options.js';

/**
 * Prints what its owner must know. Refusals are not printed: anybody can cause them, and they would fill the log;
 * except where the cause lies in this server.
 */
export function reportToConsole(error: unknown, { event, stage }: WebhookFailure): void {
  if (stage === 'refused' && isWebhookError(error) && error.status < 500) return;
  const subject = event === undefined ? 'a webhook delivery' : `webhook event ${event.id}`;
  console.error(`[fanfare] Handling ${subject} failed; the platform will deliver it again.`, error);
}

/** Prints what `onError` itself threw; it must not change the answer, and it must not be lost. */
export function reportBrokenListener(error: unknown): void {
  console.error('[fanfare] `onError` of webhookHandler failed.', error);
}
