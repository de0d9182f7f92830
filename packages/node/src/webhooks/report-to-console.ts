import { isWebhookError } from './is-webhook-error.js';
import type { WebhookFailure } from './webhook-context.js';

const consequences: Readonly<Record<NonNullable<WebhookFailure['next']>, string>> = {
  redelivery: '; the sender will deliver it again',
  dead_letter: '; it goes to the dead letters',
  none: '; nobody will deliver it again by itself',
};

/** What is told of a failure, whoever sent the event. */
interface Failure extends Omit<WebhookFailure, 'event'> {
  readonly event?: { readonly id: string };
}

/**
 * Prints what its owner must know. Refusals are not printed: anybody can cause them, and they would fill the log;
 * except where the cause lies in this server.
 */
export function reportToConsole(error: unknown, { event, stage, next }: Failure): void {
  if (stage === 'refused' && isWebhookError(error) && error.status < 500) return;
  const task = stage === 'dead_letter' ? 'Giving up' : 'Handling';
  const subject = event === undefined ? 'a webhook delivery' : `webhook event ${event.id}`;
  const consequence = next === undefined ? '' : consequences[next];
  console.error(`[fanfare] ${task} ${subject} failed${consequence}.`, error);
}

/** Prints what `onError` itself threw; it must not change the answer, and it must not be lost. */
export function reportBrokenListener(error: unknown): void {
  console.error('[fanfare] `onError` of a webhook handler failed.', error);
}
