import type { IncomingMessage } from 'node:http';
import { WebhookError } from './webhook-error.js';

/** What frameworks hang on a request of Node. */
export type FrameworkMessage = IncomingMessage & {
  readonly rawBody?: unknown;
  readonly body?: unknown;
  readonly originalUrl?: unknown;
};

/**
 * Finds the bytes that a framework kept: `rawBody`, or a Buffer in `body` (`express.raw()`).
 *
 * @returns `undefined` where nobody has touched the stream yet.
 * @throws `WebhookError` `webhook_body_already_parsed`, at once, where the stream was read: waiting for its
 *   `end` would wait for ever.
 */
export function messageBytes(message: FrameworkMessage, hint?: string): Uint8Array<ArrayBuffer> | undefined {
  for (const kept of [message.rawBody, message.body]) {
    if (ArrayBuffer.isView(kept)) return kept as Uint8Array<ArrayBuffer>; // nothing that reads a socket shares memory
  }
  const untouched = !message.readableDidRead && message.readableEncoding === null;
  if (untouched) return undefined; // body parsers set `body = {}` also on requests that they skip
  throw new WebhookError('webhook_body_already_parsed', {
    what: 'a body parser read the request before, so the signed bytes are gone',
    ...(hint === undefined ? {} : { hint }),
  });
}
