import { collectBody, unreadable } from './body-size.js';
import { toBytes } from './payload.js';
import { isWebhookError } from './is-webhook-error.js';
import { WebhookError } from './webhook-error.js';

/** Reads the bytes of a `Request`. */
export async function readRequest(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (request.bodyUsed || request.body?.locked === true) {
    throw new WebhookError('webhook_body_already_parsed', {
      what: 'the body of the Request was read before, so the signed bytes are gone',
      hint: 'Pass the Request before anything calls its json(), text() or formData(), or verify a clone().',
    });
  }
  const body = collectBody(maxBytes, request.headers.get('content-length'));
  const reader = request.body?.getReader();
  if (reader === undefined) return body.bytes();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return body.bytes();
      if (!ArrayBuffer.isView(value)) throw unreadable(); // a stream of strings has lost its bytes
      body.add(toBytes(value));
    }
  } catch (error) {
    reader.cancel().catch(() => {}); // not awaited: a source that hangs must not hold the refusal back
    throw isWebhookError(error) ? error : unreadable();
  }
}
