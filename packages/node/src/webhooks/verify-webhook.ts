import type { WebhookEvent } from '@fanfare/contract';
import { checkOptions } from '@fanfare/core/base';
import { createWebhooks } from './create-webhooks.js';
import type { WebhookHeaders } from './delivery-headers.js';
import type { WebhookPayload } from './payload.js';
import { webhooksOptionNames, type WebhooksOptions } from './webhooks-options.js';

/** A delivery, and how to verify it. */
export interface VerifyWebhookOptions extends WebhooksOptions {
  /** The body as it arrived. */
  readonly payload: WebhookPayload;
  /**
   * The headers as they arrived.
   * @default those of the payload, where it is a request
   */
  readonly headers?: WebhookHeaders | Promise<WebhookHeaders>;
}

/**
 * Verifies one delivery and returns its event. {@link createWebhooks} does the same with options that are checked
 * once; {@link webhookHandler} also takes care that an event has its effect once.
 *
 * @throws `WebhookError` with a `webhook_…` code that says which check failed.
 * @throws `OptionsError` `invalid_options`, where the options are wrong.
 * @example
 * ```ts
 * import { verifyWebhook } from '@fanfare/node/webhooks';
 *
 * export async function receive(body: Uint8Array, headers: Headers, secret: string): Promise<void> {
 *   const event = await verifyWebhook({ payload: body, headers, secrets: [secret] });
 *   if (event.type === 'order.completed') console.log(event.data.orderId, event.data.amount);
 * }
 * ```
 */
export async function verifyWebhook(options: VerifyWebhookOptions): Promise<WebhookEvent> {
  checkOptions(options, [...webhooksOptionNames, 'payload', 'headers'], 'verifyWebhook');
  const { payload, headers, ...rest } = options;
  return createWebhooks(rest).verify(payload, headers);
}
