import { checkOptions } from '@fanfare/core/base';
import { headerLookup, type WebhookHeaders } from '../delivery-headers.js';
import { type BodyMacOptions, bodyMacScheme } from './body-mac-scheme.js';
import { createSender, type UntimedSenderOptions, untimedNames } from './create-sender.js';
import type { WebhookSender } from './webhook-sender.js';

/** How deliveries of WooCommerce are verified. */
export interface WooCommerceOptions extends UntimedSenderOptions, BodyMacOptions {}

/**
 * Verifies deliveries of WooCommerce: `X-WC-Webhook-Signature`, a MAC over the body alone. No time is signed, so
 * none is checked: an old delivery is known by its id and the inbox only. Nor are the id (`X-WC-Webhook-Delivery-ID`)
 * and the topic. WooCommerce does not deliver again what failed, and switches a webhook off after several failures in a row.
 * The unsigned `webhook_id=…`, by which it asks whether a new address answers, is answered with 200 and has no effect.
 *
 * @throws `OptionsError` `invalid_options`, where a secret is missing or too short, or another option is wrong.
 * @example
 * ```ts
 * import { senderHandler, wooCommerce } from '@fanfare/node/webhooks/senders';
 *
 * export const POST = senderHandler({
 *   sender: wooCommerce({ secrets: [process.env['WC_WEBHOOK_SECRET'] ?? ''] }),
 *   handle: (event) => console.log(event.type, event.payload),
 * });
 * ```
 */
export function wooCommerce(options: WooCommerceOptions): WebhookSender {
  checkOptions(options, [...untimedNames, 'eventId'], 'wooCommerce');
  const { eventId, ...others } = options;
  const scheme = bodyMacScheme(sender, eventId === undefined ? {} : { eventId });
  return { ...createSender(scheme, others), isPing };
}

const sender = {
  name: 'woocommerce',
  redelivers: false,
  headers: {
    signature: 'x-wc-webhook-signature',
    id: 'x-wc-webhook-delivery-id',
    topic: 'x-wc-webhook-topic',
  },
};

function isPing(bytes: Uint8Array, headers: WebhookHeaders): boolean {
  if (bytes.byteLength > 64 || headerLookup(headers)(sender.headers.signature).length > 0) return false;
  return /^webhook_id=[0-9]+$/.test(new TextDecoder().decode(bytes));
}
