import { checkOptions } from '@fanfare/core/base';
import { type BodyMacOptions, bodyMacScheme } from './body-mac-scheme.js';
import { createSender, type UntimedSenderOptions, untimedNames } from './create-sender.js';
import type { WebhookSender } from './webhook-sender.js';

/** How deliveries of Shopify are verified. */
export interface ShopifyOptions extends UntimedSenderOptions, BodyMacOptions {}

/**
 * Verifies deliveries of Shopify: `X-Shopify-Hmac-Sha256`, a MAC over the body alone, with the client secret of the
 * app. No time is signed, so none is checked: an old delivery is known by its id and the inbox only. Nor are the id
 * (`X-Shopify-Event-Id`), the topic and the shop: one secret signs for every shop of an app, so take the shop from
 * the body, never from a header, and give topics that must not be mixed up an address each.
 *
 * @throws `OptionsError` `invalid_options`, where a secret is missing or too short, or another option is wrong.
 * @example
 * ```ts
 * import { senderHandler, shopify } from '@fanfare/node/webhooks/senders';
 *
 * export const POST = senderHandler({
 *   sender: shopify({ secrets: [process.env['SHOPIFY_API_SECRET'] ?? ''] }),
 *   handle: (event) => console.log(event.type, event.payload),
 * });
 * ```
 */
export function shopify(options: ShopifyOptions): WebhookSender {
  checkOptions(options, [...untimedNames, 'eventId'], 'shopify');
  const { eventId, ...others } = options;
  return createSender(bodyMacScheme(sender, eventId === undefined ? {} : { eventId }), others);
}

const sender = {
  name: 'shopify',
  redelivers: true,
  headers: { signature: 'x-shopify-hmac-sha256', id: 'x-shopify-event-id', topic: 'x-shopify-topic' },
};
