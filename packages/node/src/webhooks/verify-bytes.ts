import { checkTimestamp } from './check-timestamp.js';
import { deliveryHeaders, type WebhookHeaders } from './delivery-headers.js';
import { diagnoseMismatch } from './diagnose-mismatch.js';
import { findKey } from './mac.js';
import { parseHeaders } from './parse-headers.js';
import { WebhookError } from './webhook-error.js';
import type { ResolvedWebhooksOptions } from './webhooks-options.js';

/** A delivery in memory. */
export interface Delivery {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: WebhookHeaders | null | undefined;
}

/** What a good signature proves. */
export interface SignatureProof {
  /** Which of the secrets made a signature, the first that did: list the new one first, and when it is never the old one, the old one can go. */
  readonly secretIndex: number;
  /** When the delivery was signed, in seconds since the epoch. */
  readonly signedAt: number;
}

/** Checks headers, time and signature, in this order, so that a stale forgery costs no hash. */
export async function verifyBytes(
  delivery: Delivery,
  options: ResolvedWebhooksOptions,
): Promise<SignatureProof> {
  const headers = deliveryHeaders(delivery.headers);
  const { macs, timestampText, signedAt } = parseHeaders(headers);
  checkTimestamp({ signedAt, now: options.clock.now(), toleranceSeconds: options.toleranceSeconds });
  const content = { timestampText, bytes: delivery.bytes };
  const secretIndex = await findKey({ ...content, macs, keys: options.keys });
  if (secretIndex >= 0) return { secretIndex, signedAt };
  const what = 'no configured secret made its signature over these bytes';
  if (!options.doctor) throw new WebhookError('webhook_signature_mismatch', { what });
  const diagnosis = await diagnoseMismatch(
    { ...content, macs, declaredBytes: headers.declaredBytes },
    options,
  );
  throw new WebhookError('webhook_signature_mismatch', { what, ...diagnosis });
}
