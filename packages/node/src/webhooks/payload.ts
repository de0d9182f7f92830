import type { IncomingMessage } from 'node:http';
import { isTagged } from '../bytes/is-tagged.js';

/** The body of a delivery in memory. Bytes are better than a string: decoding may already have lost some. */
export type WebhookBytes = string | ArrayBuffer | ArrayBufferView;

/** The body of a delivery, in memory or still to be read. */
export type WebhookPayload = WebhookBytes | Request | IncomingMessage;

/** Tells whether the value is a body in memory. */
export function isBytes(value: unknown): value is WebhookBytes {
  return (
    ArrayBuffer.isView(value) ||
    typeof value === 'string' ||
    isTagged(value, 'ArrayBuffer') ||
    isTagged(value, 'SharedArrayBuffer')
  );
}

/** Tells whether the value is a `Request` of any realm; naming the global would load it, which takes 35 ms. */
export function isRequest(value: unknown): value is Request {
  return isObject(value) && typeof value['arrayBuffer'] === 'function' && 'bodyUsed' in value;
}

/** Tells whether the value is a request of `node:http` or `node:http2`. */
export function isMessage(value: unknown): value is IncomingMessage {
  return isObject(value) && typeof value['pipe'] === 'function' && isObject(value['headers']);
}

/** Views the body as bytes, without a copy unless it is a string. */
export function toBytes(given: WebhookBytes): Uint8Array<ArrayBuffer> {
  if (typeof given === 'string') return new TextEncoder().encode(given);
  if (!ArrayBuffer.isView(given)) return new Uint8Array(given);
  // What shares memory works like what does not; the types of the platform tell the two apart.
  return new Uint8Array(given.buffer as ArrayBuffer, given.byteOffset, given.byteLength);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
