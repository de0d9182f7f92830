import { checkOptions } from '@fanfare/core/base';
import { createSender, type TimedSenderOptions, timedNames } from './create-sender.js';
import { standardScheme } from './standard-scheme.js';
import type { WebhookSender } from './webhook-sender.js';

/**
 * Verifies deliveries of senders that follow Standard Webhooks: `webhook-id`, `webhook-timestamp` and
 * `webhook-signature`, with `v1` (HMAC-SHA256, a secret `whsec_…`) or `v1a` (Ed25519, a public key `whpk_…`). The
 * id and the time are signed.
 *
 * @throws `OptionsError` `invalid_options`, where a secret is missing, too short or a private key, or another option
 *   is wrong.
 * @example
 * ```ts
 * import { standardWebhooks } from '@fanfare/node/webhooks/senders';
 *
 * const sender = standardWebhooks({ secrets: [process.env['SENDER_WEBHOOK_SECRET'] ?? ''] });
 *
 * export async function POST(request: Request): Promise<Response> {
 *   const event = await sender.verify(request);
 *   return Response.json({ received: event.id });
 * }
 * ```
 */
export function standardWebhooks(options: TimedSenderOptions): WebhookSender {
  checkOptions(options, timedNames, 'standardWebhooks');
  return createSender(standardScheme({ name: 'standard-webhooks', headers: 'webhook' }), options);
}
