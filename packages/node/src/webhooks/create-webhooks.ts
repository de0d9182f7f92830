import type { WebhookEvent } from '@fanfare/contract';
import { decodeJson } from './decode-json.js';
import type { WebhookHeaders } from './delivery-headers.js';
import { isThenable } from './is-thenable.js';
import { isMessage, isRequest, type WebhookPayload } from './payload.js';
import { parseEvent } from './parse-event.js';
import { readBody } from './read-body.js';
import { type SignatureProof, verifyBytes } from './verify-bytes.js';
import {
  resolveWebhooksOptions,
  type ResolvedWebhooksOptions,
  type WebhooksOptions,
} from './webhooks-options.js';

/** What a verification yields. */
export interface VerifiedDelivery extends SignatureProof {
  readonly event: WebhookEvent;
}

/** Verifies deliveries with secrets that were checked once. */
export interface Webhooks {
  /**
   * Verifies a delivery and returns its event. The headers may be left out where the payload is a request.
   *
   * @throws `WebhookError` with a `webhook_…` code that says which check failed.
   */
  verify(payload: WebhookPayload, headers?: WebhookHeaders | Promise<WebhookHeaders>): Promise<WebhookEvent>;
  /** Verifies a delivery and also returns which secret signed it, and when. */
  verifyDelivery(
    payload: WebhookPayload,
    headers?: WebhookHeaders | Promise<WebhookHeaders>,
  ): Promise<VerifiedDelivery>;
}

/**
 * Prepares the verification of an endpoint's deliveries. The checks run over the bytes as they arrived, in the
 * order size, headers, time, signature, UTF-8, JSON, contract; nothing of the body is looked at before its
 * signature is good.
 *
 * @throws `OptionsError` `invalid_options`, where a secret is missing, empty or too short, or another option is wrong.
 * @example
 * ```ts
 * import { createWebhooks } from '@fanfare/node/webhooks';
 *
 * const webhooks = createWebhooks({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''] });
 *
 * export async function POST(request: Request): Promise<Response> {
 *   const event = await webhooks.verify(request);
 *   return Response.json({ received: event.id });
 * }
 * ```
 */
export function createWebhooks(options: WebhooksOptions): Webhooks {
  return prepareWebhooks(resolveWebhooksOptions(options));
}

/** Builds the chain of checks over options that were checked. */
export function prepareWebhooks(options: ResolvedWebhooksOptions): Webhooks {
  return {
    verifyDelivery: (payload, headers) => check({ payload, headers }, (delivery) => delivery),
    verify: (payload, headers) => check({ payload, headers }, ({ event }) => event),
  };

  async function check<Result>(
    { payload, headers }: Unverified,
    resultOf: (delivery: VerifiedDelivery) => Result,
  ): Promise<Result> {
    // Each step is waited for only where it has to wait: on Node, with a body in memory, none of them has.
    const body = readBody(payload, options.maxBytes);
    const bytes = body instanceof Promise ? await body : body;
    const given = headers ?? headersOf(payload);
    const delivery = { bytes, headers: isThenable(given) ? await given : given };
    const proving = verifyBytes(delivery, options);
    const { secretIndex, signedAt } = proving instanceof Promise ? await proving : proving;
    const parsing = parseEvent(decodeJson(bytes));
    const event = parsing instanceof Promise ? await parsing : parsing;
    return resultOf({ secretIndex, signedAt, event });
  }
}

interface Unverified {
  readonly payload: WebhookPayload;
  readonly headers?: WebhookHeaders | Promise<WebhookHeaders> | undefined;
}

/** Returns the headers that came with the payload, if it is a request. */
export function headersOf(payload: WebhookPayload): WebhookHeaders | undefined {
  if (isRequest(payload)) return payload.headers;
  return isMessage(payload) ? payload.rawHeaders : undefined; // raw: `headers` hides doubled ones
}
