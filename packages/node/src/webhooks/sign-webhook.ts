import { headers as names, webhookSignature } from '@fanfare/contract';
import { checkOptions, describeType, OptionsError } from '@fanfare/core/base';
import { nodeHmacKey } from '../runtime/hmac-key.js';
import { toHex } from '../bytes/hex.js';
import { nodeCryptoFor } from '../runtime/node-crypto.js';
import { secretBytes } from './import-secrets.js';
import { signedHead } from './mac.js';
import { isBytes, toBytes, type WebhookBytes } from './payload.js';

/** What to sign. */
export interface SignWebhookOptions {
  /** The body, exactly as it will be sent. */
  readonly payload: WebhookBytes;
  /** The secret of the endpoint (`whsec_…`). */
  readonly secret: string;
  /**
   * When it is signed, in seconds since the epoch.
   * @default now
   */
  readonly timestamp?: number;
}

/** The two headers that make a delivery verifiable. */
export interface WebhookSignatureHeaders {
  readonly 'x-fanfare-signature': string;
  readonly 'x-fanfare-timestamp': string;
}

/**
 * Signs a body as the platform does, for tests and for tools that stand in for the platform.
 *
 * @throws `OptionsError` `invalid_options`, where the secret, the payload or the timestamp is wrong, and where the runtime
 *   has no `node:crypto`.
 * @example
 * ```ts
 * import { signWebhook } from '@fanfare/node/webhooks';
 *
 * const body = '{"id":"whk_1"}';
 * const headers = signWebhook({ payload: body, secret: 'whsec_for_the_tests_only' });
 * await fetch('http://localhost:3000/webhooks', { method: 'POST', body, headers: { ...headers } });
 * ```
 */
export function signWebhook(options: SignWebhookOptions): WebhookSignatureHeaders {
  checkOptions(options, ['payload', 'secret', 'timestamp'], 'signWebhook');
  const { payload, secret, timestamp = Math.floor(Date.now() / 1000) } = options;
  if (!isBytes(payload)) {
    throw new OptionsError(`payload must be the body as text or bytes, not ${describeType(payload)}.`);
  }
  if (!Number.isSafeInteger(timestamp) || timestamp < 0 || timestamp > 999_999_999_999) {
    throw new OptionsError('timestamp must be a whole number of seconds since the epoch.');
  }
  const key = nodeHmacKey(nodeCryptoFor('signWebhook'), secretBytes(secret, 'secret'));
  const timestampText = String(timestamp);
  const mac = key.mac(signedHead(timestampText), toBytes(payload));
  return {
    [names.webhookSignature]: `${webhookSignature.prefix}${toHex(mac)}`,
    [names.webhookTimestamp]: timestampText,
  };
}
