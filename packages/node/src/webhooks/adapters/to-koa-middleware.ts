import type { IncomingMessage, ServerResponse } from 'node:http';
import { senderCheck, type SenderOptions } from '../sender-options.js';
import { serveNode } from './serve-node.js';
import { withKeptBytes } from './with-kept-bytes.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

/** What is used of a context of Koa. */
export interface KoaContextLike {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly request: object;
  respond?: boolean | undefined;
}

/** Answers each request that reaches it, whatever happens, and calls nothing behind it. */
export type KoaWebhookMiddleware = (context: KoaContextLike) => Promise<void>;

const hint =
  'In Koa, put this middleware, or its router, before the body parser; or have the parser keep the bytes as a Buffer in ctx.request.rawBody. A rawBody that is a string was decoded already.';

/**
 * Adapts a handler to a middleware of Koa, for a route of `@koa/router` or behind a test of `ctx.path`. It has to come
 * before body parsers. Behind one the signed bytes are gone: the answer is an immediate 500
 * `webhook_body_already_parsed` that says how to fix it. What Koa calls `proxy` does not count here.
 *
 * @throws `OptionsError` `invalid_options`, where an address is none.
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { toKoaMiddleware, webhookHandler } from '@fanfare/node/webhooks';
 *
 * const receive = toKoaMiddleware(webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], on: {} }));
 * const app = new Koa();
 * app.use((context, next) => (context.path === '/webhooks' ? receive(context) : next()));
 * ```
 */
export function toKoaMiddleware(
  handler: WebhookRequestHandler,
  options: SenderOptions = {},
): KoaWebhookMiddleware {
  const mayDeliver = senderCheck(options, 'toKoaMiddleware');
  return async function handleKoaRequest(context) {
    context.respond = false; // the answer is written here, to the byte
    const { rawBody, body } = context.request as { readonly rawBody?: unknown; readonly body?: unknown }; // where parsers put them
    const message = withKeptBytes(context.req, [rawBody, body]);
    await serveNode(handler, { message, response: context.res, mayDeliver, hint });
  };
}
