import type { IncomingMessage, ServerResponse } from 'node:http';
import { senderCheck, type SenderOptions } from '../sender-options.js';
import { serveNode } from './serve-node.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

/** Answers a request of an API route; settles once it is answered. */
export type NextPagesHandler = (message: IncomingMessage, response: ServerResponse) => Promise<void>;

const hint =
  'In an API route of the Pages Router, switch the body parser of the route off: export const config = { api: { bodyParser: false } }.';

/**
 * Adapts a handler to an API route of the Pages Router of Next.js. The route also has to export
 * `config = { api: { bodyParser: false } }`; without it the answer is an immediate 500 `webhook_body_already_parsed`
 * that says so. The App Router needs no adapter: its route exports the handler as `POST`.
 *
 * @throws `OptionsError` `invalid_options`, where an address is none.
 * @example
 * ```ts
 * import { toNextPagesHandler, webhookHandler } from '@fanfare/node/webhooks';
 *
 * export const config = { api: { bodyParser: false } };
 * export default toNextPagesHandler(
 *   webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], on: {} }),
 * );
 * ```
 */
export function toNextPagesHandler(
  handler: WebhookRequestHandler,
  options: SenderOptions = {},
): NextPagesHandler {
  const mayDeliver = senderCheck(options, 'toNextPagesHandler');
  return async function handleApiRoute(message, response) {
    await serveNode(handler, { message, response, mayDeliver, hint });
  };
}
