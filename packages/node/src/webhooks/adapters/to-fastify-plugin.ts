import type { SenderOptions } from '../sender-options.js';
import { type FastifyWebhookHandler, toFastifyHandler } from './to-fastify-handler.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

/** What is used of an instance of Fastify. */
export interface FastifyLike {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    parse: (request: unknown, payload: unknown, done: (error: null) => void) => void,
  ): unknown;
  post(path: string, handler: FastifyWebhookHandler): unknown;
}

/** Registers one route in a scope of its own. */
export type FastifyWebhookPlugin = (scope: FastifyLike) => Promise<void>;

/**
 * Adapts a handler to Fastify as a plugin: one POST route at its `prefix`, in a scope whose bodies are not parsed, whatever
 * the rest of the application does.
 *
 * @throws `OptionsError` `invalid_options`, where an address is none.
 * @example
 * ```ts
 * import Fastify from 'fastify';
 * import { toFastifyPlugin, webhookHandler } from '@fanfare/node/webhooks';
 *
 * const handler = webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], on: {} });
 * const app = Fastify();
 * app.register(toFastifyPlugin(handler), { prefix: '/webhooks' });
 * ```
 */
export function toFastifyPlugin(
  handler: WebhookRequestHandler,
  options: SenderOptions = {},
): FastifyWebhookPlugin {
  const handleFastifyRequest = toFastifyHandler(handler, options);
  return async function registerWebhooks(scope) {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null)); // the handler reads the stream
    scope.post('/', handleFastifyRequest);
  };
}
