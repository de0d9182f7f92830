import { senderCheck, type SenderOptions } from '../sender-options.js';
import { serveNode } from './serve-node.js';
import type { NodeWebhookHandler } from './to-node-handler.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

const hint =
  "In Express, mount this handler before app.use(express.json()), with or without express.raw({ type: '*/*' }) on its route; " +
  'or keep the bytes with express.json({ verify: (req, _res, bytes) => { req.rawBody = bytes; } }).';

/**
 * Adapts a handler to Express. No body parser is needed on its route; the bytes of `express.raw()` or of a
 * `rawBody` are taken where they are there. Behind `express.json()` the signed bytes are gone: the answer is an
 * immediate 500 `webhook_body_already_parsed` that says how to fix it. What Express calls `trust proxy` does not count
 * here.
 *
 * @throws `OptionsError` `invalid_options`, where an address is none.
 * @example
 * ```ts
 * import express from 'express';
 * import { toExpressHandler, webhookHandler } from '@fanfare/node/webhooks';
 *
 * const handler = webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], on: {} });
 * const app = express();
 * app.post('/webhooks', toExpressHandler(handler));
 * app.use(express.json());
 * ```
 */
export function toExpressHandler(
  handler: WebhookRequestHandler,
  options: SenderOptions = {},
): NodeWebhookHandler {
  const mayDeliver = senderCheck(options, 'toExpressHandler');
  return function handleExpressRequest(message, response) {
    void serveNode(handler, { message, response, mayDeliver, hint });
  };
}
