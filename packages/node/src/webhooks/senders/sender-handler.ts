import { acknowledge, answerOutcome, refuse, refuseMethod } from '../answers.js';
import { claimDelivery, handleClaimed, type DeliveryOutcome, type OnceOptions } from '../deliver-once.js';
import { readBody } from '../read-body.js';
import { reportBrokenListener } from '../report-to-console.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';
import {
  resolveSenderHandlerOptions,
  type ResolvedSenderHandlerOptions,
  type SenderFailure,
  type SenderHandlerOptions,
} from './sender-handler-options.js';
import type { VerifiedSenderDelivery } from './webhook-sender.js';

/**
 * Receives deliveries of another sender as {@link webhookHandler} does those of the platform: verifies, claims the event in
 * the inbox, calls `handle`, and answers with the same statuses. It goes with the same inboxes and the same adapters
 * for frameworks.
 *
 * @throws `OptionsError` `invalid_options`, where an option is wrong.
 * @example
 * ```ts
 * import { senderHandler, stripe } from '@fanfare/node/webhooks/senders';
 *
 * export const POST = senderHandler({
 *   sender: stripe({ secrets: [process.env['STRIPE_WEBHOOK_SECRET'] ?? ''] }),
 *   handle: (event) => console.log(event.type, event.payload),
 * });
 * ```
 */
export function senderHandler<Tx = undefined>(options: SenderHandlerOptions<Tx>): WebhookRequestHandler {
  const resolved = resolveSenderHandlerOptions(options);
  const { sender } = resolved;
  return async function handleDelivery(request, scope) {
    if (request.method !== 'POST') return refuseMethod();
    try {
      const bytes = await readBody(request, sender.maxBytes);
      if (sender.isPing?.(bytes, request.headers) === true) return acknowledge();
      return await handle(await sender.verifyDelivery(bytes, request.headers), { options: resolved, scope });
    } catch (error) {
      void report(resolved, { stage: 'refused', error });
      return refuse(error);
    }
  };
}

interface Surroundings<Tx> {
  readonly options: ResolvedSenderHandlerOptions<Tx>;
  readonly scope: object | undefined;
}

async function handle<Tx>(
  { event, secretIndex, inboxKey }: VerifiedSenderDelivery,
  { options, scope }: Surroundings<Tx>,
): Promise<Response> {
  const { inbox, leaseMs, handlerTimeoutMs, clock, deadLetter, maxAttempts, redelivers } = options;
  const once: OnceOptions<Tx> = {
    inbox,
    leaseMs,
    limitMs: handlerTimeoutMs,
    clock,
    maxAttempts,
    redelivers,
    claim: { key: inboxKey, owner: crypto.randomUUID() },
    report: (error, failure) => void report(options, { ...failure, event, error }),
    run: (attempt) => options.handle(event, { ...attempt, secretIndex }),
    deadLetter: deadLetter && ((error, attempt) => deadLetter(event, { ...attempt, secretIndex, error })),
  };
  const claimed = await claimDelivery(once);
  if (claimed.outcome !== 'claimed') return answerOutcome(claimed);
  const work = handleClaimed(once, claimed.attempt);
  if (options.ack === 'after') return answerOutcome(await work);
  keepAlive(work, { options, scope });
  return acknowledge();
}

/** Lets the work go on after the answer. It reports its own failures and never rejects. */
function keepAlive<Tx>(work: Promise<DeliveryOutcome>, { options, scope }: Surroundings<Tx>): void {
  const runtime = scope as { readonly waitUntil?: unknown } | undefined; // whatever it is, a missing name is undefined
  try {
    if (typeof runtime?.waitUntil === 'function') runtime.waitUntil(work);
    else options.waitUntil?.(work);
  } catch (error) {
    void report(options, { stage: 'handling', error }); // the work goes on for as long as the process does
  }
}

/** Tells the application, whose own failure must change neither the answer nor the process. */
async function report<Tx>(
  { onError }: ResolvedSenderHandlerOptions<Tx>,
  { error, ...failure }: SenderFailure & { readonly error: unknown },
): Promise<void> {
  try {
    await onError(error, failure);
  } catch (own) {
    reportBrokenListener(own);
  }
}
