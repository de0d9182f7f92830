import { answerDelivery, refuseDelivery } from '../answer-delivery.js';
import { acknowledge, refuseMethod } from '../answers.js';
import { readBody } from '../read-body.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';
import { resolveSenderHandlerOptions, type SenderHandlerOptions } from './sender-handler-options.js';

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
  const { sender, handle, delivery } = resolveSenderHandlerOptions(options);
  return async function handleDelivery(request, scope) {
    if (request.method !== 'POST') return refuseMethod();
    try {
      const bytes = await readBody(request, sender.maxBytes);
      if (sender.isPing?.(bytes, request.headers) === true) return acknowledge();
      const verified = await sender.verifyDelivery(bytes, request.headers);
      return await answerDelivery({ ...verified, handle }, { options: delivery, scope });
    } catch (error) {
      return refuseDelivery(delivery, error);
    }
  };
}
