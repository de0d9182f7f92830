import { checkTimestamp } from './check-timestamp.js';
import { declaredSize, deliveryHeaders, type WebhookHeaders } from './delivery-headers.js';
import { diagnoseMismatch, type Mismatched } from './diagnose-mismatch.js';
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

/**
 * Checks headers, time and signature, in this order, so that a stale forgery costs no hash. It answers without waiting
 * where the runtime has the crypto of Node, and throws what it refuses.
 */
export function verifyBytes(
  { bytes, headers }: Delivery,
  options: ResolvedWebhooksOptions,
): SignatureProof | Promise<SignatureProof> {
  const { macs, timestampText, signedAt } = parseHeaders(deliveryHeaders(headers));
  checkTimestamp({ signedAt, now: options.clock.now(), toleranceSeconds: options.toleranceSeconds });
  const search = { macs, timestampText, bytes, keys: options.keys };
  const conclude = (secretIndex: number): SignatureProof | Promise<never> =>
    secretIndex >= 0 ? { secretIndex, signedAt } : refuse({ ...search, headers }, options);
  const found = findKey(search);
  return typeof found === 'number' ? conclude(found) : found.then(conclude);
}

async function refuse(
  delivery: Omit<Mismatched, 'declaredBytes'> & Delivery,
  options: ResolvedWebhooksOptions,
): Promise<never> {
  const what = 'no configured secret made its signature over these bytes';
  if (!options.doctor) throw new WebhookError('webhook_signature_mismatch', { what });
  const declaredBytes = declaredSize(delivery.headers);
  const diagnosis = await diagnoseMismatch({ ...delivery, declaredBytes }, options);
  throw new WebhookError('webhook_signature_mismatch', { what, ...diagnosis });
}
