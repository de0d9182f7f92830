import type { WebhookEvent } from '@fanfare/contract';
import { answerDelivery, refuseDelivery } from './answer-delivery.js';
import { acknowledge, refuseMethod } from './answers.js';
import { prepareWebhooks } from './create-webhooks.js';
import { inboxKey } from './inbox.js';
import type { WebhookContext } from './webhook-context.js';
import {
  resolveHandlerOptions,
  type ResolvedHandlerOptions,
  type WebhookHandlerOptions,
} from './webhook-handler-options.js';

/**
 * Receives a request and answers it: what Next.js, Hono, Remix, Deno and Bun call a handler. The second argument may be
 * what the runtime passes along; its `waitUntil`, where it has one, is used with `ack: 'before'`.
 */
export type WebhookRequestHandler = (request: Request, scope?: object) => Promise<Response>;

/**
 * Receives deliveries: verifies, claims the event in the inbox, calls the handler of its type, and answers so that
 * the platform delivers again exactly what has not had its effect. With a shared inbox a handler takes effect once;
 * a crash between an effect and its completion can still repeat it, so key effects by `event.id`, or write by way of
 * the `tx` of an inbox that has one.
 *
 * Answers: 200 handled, acknowledged, given to `deadLetter`, or a duplicate of what is done; 409 with `Retry-After` while another delivery
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
export function webhookHandler<Tx = undefined>(options: WebhookHandlerOptions<Tx>): WebhookRequestHandler {
  const resolved = resolveHandlerOptions(options);
  const { verifyDelivery } = prepareWebhooks(resolved);
  return async function handleWebhook(request, scope) {
    if (request.method !== 'POST') return refuseMethod();
    try {
      const { event, secretIndex } = await verifyDelivery(request);
      const handle = findHandler(event, resolved);
      if (handle === undefined) return acknowledge();
      const delivery = { event, secretIndex, inboxKey: inboxKey(event), handle };
      return await answerDelivery(delivery, { options: resolved.delivery, scope });
    } catch (error) {
      return refuseDelivery(resolved.delivery, error);
    }
  };
}

type Handler<Tx> = (event: WebhookEvent, context: WebhookContext<Tx>) => unknown;

function findHandler<Tx>(
  event: WebhookEvent,
  { on, fallback }: ResolvedHandlerOptions<Tx>,
): Handler<Tx> | undefined {
  if (event.type === 'unknown') return fallback;
  return (on[event.type] as Handler<Tx> | undefined) ?? fallback; // it was looked up by the type that it takes
}
