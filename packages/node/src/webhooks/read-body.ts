import { describeType } from '@fanfare/core/base';
import { isBytes, isMessage, isRequest, toBytes, type WebhookBytes, type WebhookPayload } from './payload.js';
import { readMessage } from './read-message.js';
import { readRequest } from './read-request.js';
import { tooLarge } from './body-size.js';
import { WebhookError } from './webhook-error.js';

/**
 * Reads the bytes of a delivery as they arrived, and not more than `maxBytes` of them; without waiting where they are
 * in memory. Throws what it refuses.
 */
export function readBody(
  payload: WebhookPayload,
  maxBytes: number,
): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>> {
  if (isBytes(payload)) return boundedBytes(payload, maxBytes);
  if (isRequest(payload)) return readRequest(payload, maxBytes);
  if (isMessage(payload)) return readMessage(payload, maxBytes);
  throw new WebhookError('webhook_body_already_parsed', {
    what: `the payload is ${describeType(payload)}, so the signed bytes are gone`,
  });
}

function boundedBytes(payload: WebhookBytes, maxBytes: number): Uint8Array<ArrayBuffer> {
  // A string has at least as many bytes as units, so an oversized one need not be encoded to be refused.
  if (typeof payload === 'string' && payload.length > maxBytes) throw tooLarge(maxBytes);
  const bytes = toBytes(payload);
  if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes);
  return bytes;
}
