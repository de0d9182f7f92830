import type { IncomingMessage, ServerResponse } from 'node:http';
import { senderCheck, type SenderOptions } from '../sender-options.js';
import { serveNode } from './serve-node.js';
import { withKeptBytes } from './with-kept-bytes.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

/** What is used of a request of Fastify. */
export interface FastifyRequestLike {
  readonly raw: IncomingMessage;
  readonly body?: unknown;
  readonly rawBody?: unknown;
}

/** What is used of a reply of Fastify. */
export interface FastifyReplyLike {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/** Answers a request of Fastify, whatever happens. */
export type FastifyWebhookHandler = (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<void>;

const hint =
  'In Fastify, which parses JSON by itself, register the route with toFastifyPlugin(handler), whose scope parses nothing; ' +
  "or keep the bytes with addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body)).";

/**
 * Adapts a handler to a route of Fastify whose body is not parsed: in a scope with a parser that leaves it alone or
 * keeps a Buffer. {@link toFastifyPlugin} makes such a scope. Behind the JSON parser of Fastify the signed
 * bytes are gone: the answer is an immediate 500 `webhook_body_already_parsed` that says how to fix it.
 *
 * @throws `OptionsError` `invalid_options`, where an address is none.
 * @example
 * ```ts
 * import Fastify from 'fastify';
 * import { toFastifyHandler, webhookHandler } from '@fanfare/node/webhooks';
 *
 * const handler = webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], on: {} });
 * const app = Fastify();
 * app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
 * app.post('/webhooks', toFastifyHandler(handler));
 * ```
 */
export function toFastifyHandler(
  handler: WebhookRequestHandler,
  options: SenderOptions = {},
): FastifyWebhookHandler {
  const mayDeliver = senderCheck(options, 'toFastifyHandler');
  return async function handleFastifyRequest(request, reply) {
    reply.hijack();
    const message = withKeptBytes(request.raw, [request.rawBody, request.body]);
    await serveNode(handler, { message, response: reply.raw, mayDeliver, hint });
  };
}
