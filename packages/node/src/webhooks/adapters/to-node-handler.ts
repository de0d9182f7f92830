import type { IncomingMessage, ServerResponse } from 'node:http';
import { senderCheck, type SenderOptions } from '../sender-options.js';
import { serveNode } from './serve-node.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

/** Answers a request of `node:http`, whatever happens; there is nothing to wait for or to catch. */
export type NodeWebhookHandler = (message: IncomingMessage, response: ServerResponse) => void;

/**
 * Adapts a handler to `node:http` and to what is built on it. The bytes are streamed as they arrive; where a
 * framework kept them as `rawBody` or as a Buffer in `body`, those are taken. Where a body parser came first, the
 * answer is an immediate 500 `webhook_body_already_parsed`.
 *
 * @throws `OptionsError` `invalid_options`, where an address is none.
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { toNodeHandler, webhookHandler } from '@fanfare/node/webhooks';
 *
 * const handler = webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], on: {} });
 * createServer(toNodeHandler(handler)).listen(3000);
 * ```
 */
export function toNodeHandler(
  handler: WebhookRequestHandler,
  options: SenderOptions = {},
): NodeWebhookHandler {
  const mayDeliver = senderCheck(options, 'toNodeHandler');
  return function handleMessage(message, response) {
    void serveNode(handler, { message, response, mayDeliver });
  };
}
