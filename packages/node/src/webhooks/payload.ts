import type { IncomingMessage } from 'node:http';
import { isAnyArrayBuffer } from 'node:util/types';

/** The body of a delivery in memory. Bytes are better than a string: decoding may already have lost some. */
export type WebhookBytes = string | ArrayBuffer | ArrayBufferView;

/** The body of a delivery, in memory or still to be read. */
export type WebhookPayload = WebhookBytes | Request | IncomingMessage;

/** Tells whether the value is a body in memory. */
export function isBytes(value: unknown): value is WebhookBytes {
  return typeof value === 'string' || ArrayBuffer.isView(value) || isAnyArrayBuffer(value);
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
export function toBuffer(bytes: WebhookBytes): Buffer {
  if (typeof bytes === 'string') return Buffer.from(bytes, 'utf8');
  if (ArrayBuffer.isView(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Buffer.from(bytes);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
