import { randomUUID } from 'node:crypto';
import type { WebhookEvent } from '@fanfare/contract';
import { acknowledge, acknowledgeDuplicate, refuse, refuseInFlight, refuseMethod } from './answers.js';
import { createDeliveryVerifier, type VerifiedDelivery } from './create-webhooks.js';
import { deliverOnce } from './deliver-once.js';
import { inboxKey } from './inbox.js';
import { reportBrokenListener } from './report-to-console.js';
import {
  resolveHandlerOptions,
  type ResolvedHandlerOptions,
  type WebhookContext,
  type WebhookFailure,
  type WebhookHandlerOptions,
} from './webhook-handler-options.js';

/** Receives a request and answers it: what Next.js, Hono, Remix, Deno and Bun call a handler. */
export type WebhookRequestHandler = (request: Request) => Promise<Response>;

/**
 * Receives deliveries: verifies, claims the event in the inbox, calls the handler of its type, and answers so that
 * the platform delivers again exactly what has not had its effect. With a shared inbox a handler takes effect once;
 * a crash between an effect and its completion can still repeat it, so key effects by `event.id`.
 *
 * Answers: 200 handled, acknowledged or a duplicate of what is done; 409 with `Retry-After` while another delivery
 * is being handled; 500 when the handler threw; 401 bad signature or time; 400 malformed; 413 too large; 405 not
 * POST. A refused delivery leaves no trace in the inbox.
 *
 * @throws `OptionsError` `invalid_options`, where a secret is missing or another option is wrong.
 * @example
 * ```ts
 * import { webhookHandler } from '@fanfare/node/webhooks';
 *
 * export const POST = webhookHandler({
 *   secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''],
 *   on: {
 *     'order.completed': (event) => console.log(event.data.orderId, event.data.amount),
 *   },
 * });
 * ```
 */
export function webhookHandler(options: WebhookHandlerOptions): WebhookRequestHandler {
  const resolved = resolveHandlerOptions(options);
  const verifyDelivery = createDeliveryVerifier(resolved);
  return async function handleWebhook(request) {
    if (request.method !== 'POST') return refuseMethod();
    try {
      return await handle(await verifyDelivery(request), resolved);
    } catch (error) {
      void report(resolved, { stage: 'refused', error });
      return refuse(error);
    }
  };
}

async function handle(delivery: VerifiedDelivery, options: ResolvedHandlerOptions): Promise<Response> {
  const { event, secretIndex } = delivery;
  const handler = findHandler(event, options);
  if (handler === undefined) return acknowledge();
  const { inbox, leaseMs, clock } = options;
  const outcome = await deliverOnce({
    inbox,
    leaseMs,
    clock,
    claim: { key: inboxKey(event), owner: randomUUID() },
    report: (error) => void report(options, { stage: 'handling', event, error }),
    run: (signal) => handler(event, { signal, secretIndex }),
  });
  switch (outcome) {
    case 'handled':
      return acknowledge();
    case 'duplicate':
      return acknowledgeDuplicate();
    case 'in_flight':
      return refuseInFlight(leaseMs);
    case 'failed':
      return refuse(undefined);
  }
}

type Handler = (event: WebhookEvent, context: WebhookContext) => unknown;

function findHandler(event: WebhookEvent, { on, fallback }: ResolvedHandlerOptions): Handler | undefined {
  if (event.type === 'unknown') return fallback;
  return (on[event.type] as Handler | undefined) ?? fallback; // it was looked up by the type that it takes
}

interface Report extends WebhookFailure {
  readonly error: unknown;
}

/** Tells the application, whose own failure must change neither the answer nor the process. */
async function report({ onError }: ResolvedHandlerOptions, { error, ...failure }: Report): Promise<void> {
  try {
    await onError(error, failure);
  } catch (own) {
    reportBrokenListener(own);
  }
}
