import { limits, webhookSignature } from '@fanfare/contract';
import { checkOptions, type Clock, systemClock } from '@fanfare/core/base';
import { checkClock } from '../check-option.js';
import { equalBytes } from '../bytes/equal-bytes.js';
import type { WebhookHeaders } from './delivery-headers.js';
import { importSecret } from './import-secrets.js';
import { isThenable } from './is-thenable.js';
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
  options?: VerifySignatureOptions,
): Promise<boolean> {
  const clock = options === undefined ? systemClock : clockOf(options);
  const key = importSecret(secret, 'secret');
  const body = readBody(payload, limits.webhookBytes);
  const bytes = body instanceof Promise ? await body : body;
  try {
    if (typeof headersOrSignature === 'string') {
      return equalBytes(await key.mac('', bytes), parseSignature(headersOrSignature));
    }
    const headers = isThenable(headersOrSignature) ? await headersOrSignature : headersOrSignature;
    const settings = { ...defaults, keys: [key], clock };
    await verifyBytes({ bytes, headers }, settings);
    return true;
  } catch (error) {
    if (isWebhookError(error)) return false;
    throw error;
  }
}

function clockOf(options: VerifySignatureOptions): Clock {
  checkOptions(options, ['clock'], 'verifySignature');
  checkClock(options.clock);
  return options.clock ?? systemClock;
}

const defaults = {
  toleranceSeconds: webhookSignature.toleranceSeconds,
  maxBytes: limits.webhookBytes,
  doctor: false,
  retiredKeys: [],
};
