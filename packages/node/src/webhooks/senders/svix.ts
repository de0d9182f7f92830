import { checkOptions } from '@fanfare/core/base';
import { createSender, type TimedSenderOptions, timedNames } from './create-sender.js';
import { standardScheme } from './standard-scheme.js';
import type { WebhookSender } from './webhook-sender.js';

/**
 * Verifies deliveries that come by way of Svix, such as those of Clerk: Standard Webhooks under the headers `svix-id`,
 * `svix-timestamp` and `svix-signature`. The id and the time are signed.
 *
 * @throws `OptionsError` `invalid_options`, where a secret is missing, too short or a private key, or another option
 *   is wrong.
 * @example
 * ```ts
 * import { senderHandler, svix } from '@fanfare/node/webhooks/senders';
 *
 * export const POST = senderHandler({
 *   sender: svix({ secrets: [process.env['CLERK_WEBHOOK_SIGNING_SECRET'] ?? ''] }),
 *   handle: (event) => console.log(event.type, event.payload),
 * });
 * ```
 */
export function svix(options: TimedSenderOptions): WebhookSender {
  checkOptions(options, timedNames, 'svix');
  return createSender(standardScheme({ name: 'svix', headers: 'svix' }), options);
}
