import { refuseSender } from '../answers.js';
import type { RequestOrigin } from '../sender-address.js';
import { senderCheck, type SenderOptions } from '../sender-options.js';
import { unreadRequest } from './unread-request.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

/** A module of Cloudflare Workers that answers requests. */
export interface WebhookWorker<Env> {
  fetch(request: Request, env: Env, context: object): Promise<Response>;
}

const hint =
  'In a Worker, pass the Request on before anything calls its json(), text() or formData(), or pass a clone().';

/**
 * Adapts a handler to Cloudflare Workers, where secrets come with the first request: the handler is made once for each
 * `env`. `ack: 'before'` uses the `waitUntil` of the execution context. Isolates share no memory, so give the handler
 * an inbox that all of them reach.
 *
 * The address that `allowedIps` goes by is `CF-Connecting-IP`, which Cloudflare sets itself. Elsewhere anybody could write it, so that this
 * adapter is for Cloudflare alone.
 *
 * @throws `OptionsError` `invalid_options`, where an address is none.
 * @example
 * ```ts
 * import { toWorker, webhookHandler } from '@fanfare/node/webhooks';
 *
 * interface Env {
 *   readonly FANFARE_WEBHOOK_SECRET: string;
 * }
 *
 * export default toWorker((env: Env) => webhookHandler({ secrets: [env.FANFARE_WEBHOOK_SECRET], on: {} }));
 * ```
 */
export function toWorker<Env extends object>(
  makeHandler: (env: Env) => WebhookRequestHandler,
  options: SenderOptions = {},
): WebhookWorker<Env> {
  const mayDeliver = senderCheck(options, 'toWorker');
  const handlers = new WeakMap<Env, WebhookRequestHandler>();
  return {
    async fetch(request, env, context) {
      if (!mayDeliver(originOf(request))) return refuseSender();
      const handler = handlers.get(env) ?? makeHandler(env);
      handlers.set(env, handler);
      return handler(unreadRequest(request, hint), context);
    },
  };
}

function originOf({ headers }: Request): RequestOrigin {
  return {
    peer: headers.get('cf-connecting-ip') ?? undefined,
    forwardedFor: [headers.get('x-forwarded-for') ?? []].flat(),
  };
}
