import { limits, webhookSignature } from '@fanfare/contract';
import { checkOptions, type Clock, systemClock } from '@fanfare/core/base';
import { checkClock } from '../check-option.js';
import { equalBytes } from '../bytes/equal-bytes.js';
import type { WebhookHeaders } from './delivery-headers.js';
import { importSecret } from './import-secrets.js';
import { isWebhookError } from './is-webhook-error.js';
import { parseSignature } from './parse-headers.js';
import type { WebhookPayload } from './payload.js';
import { readBody } from './read-body.js';
import { verifyBytes } from './verify-bytes.js';

/** What may be adjusted in {@link verifySignature}. */
export interface VerifySignatureOptions {
  /** @default the clock of this machine */
  readonly clock?: Clock;
}

/**
 * Tells whether a delivery was signed with the secret within the last 300 s. Bad signatures are `false`, whatever
 * is bad about them; only a wrong use throws.
 *
 * @param headersOrSignature - The headers of the delivery. A string is taken as a bare `sha256=…` signature over
 *   exactly the payload given, which then is the whole signed text, `<timestamp>.<body>`; its age is for you to check.
 * @throws `OptionsError` `invalid_options`, where the secret is missing, empty or too short, or an option
 *   is not known.
 * @throws `WebhookError` `webhook_body_already_parsed`, `webhook_body_too_large` or `webhook_body_unreadable`, where
 *   there are no bytes to verify.
 * @example
 * ```ts
 * import { verifySignature } from '@fanfare/node/webhooks';
 *
 * export async function isGenuine(body: Uint8Array, headers: Headers, secret: string): Promise<boolean> {
 *   return verifySignature(body, headers, secret);
 * }
 * ```
 */
export async function verifySignature(
  payload: WebhookPayload,
  headersOrSignature: WebhookHeaders | Promise<WebhookHeaders> | string,
  secret: string,
  options: VerifySignatureOptions = {},
): Promise<boolean> {
  checkOptions(options, ['clock'], 'verifySignature');
  checkClock(options.clock);
  const key = importSecret(secret, 'secret');
  const bytes = await readBody(payload, limits.webhookBytes);
  try {
    if (typeof headersOrSignature === 'string') {
      return equalBytes(await key.mac('', bytes), parseSignature(headersOrSignature));
    }
    const headers = await headersOrSignature;
    await verifyBytes({ bytes, headers }, { ...defaults, keys: [key], clock: options.clock ?? systemClock });
    return true;
  } catch (error) {
    if (isWebhookError(error)) return false;
    throw error;
  }
}

const defaults = {
  toleranceSeconds: webhookSignature.toleranceSeconds,
  maxBytes: limits.webhookBytes,
  doctor: false,
  retiredKeys: [],
};
