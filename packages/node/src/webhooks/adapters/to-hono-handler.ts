import { unreadRequest } from './unread-request.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

/** What is used of a context of Hono. */
export interface HonoContextLike {
  readonly req: { readonly raw: Request };
  /** Throws where the runtime has none. */
  readonly executionCtx: object;
}

/** Answers a request of Hono. */
export type HonoWebhookHandler = (context: HonoContextLike) => Promise<Response>;

const hint =
  'In Hono, let no middleware call c.req.json(), text() or parseBody() on this route: what Hono keeps of them is decoded text.';

/**
 * Adapts a handler to a route of Hono, on any of its runtimes; on Workers, `ack: 'before'` uses the `waitUntil` of the
 * execution context. Where a middleware read the body, the signed bytes are gone: the answer is a 500
 * `webhook_body_already_parsed` that says how to fix it.
 *
 * @example
 * ```ts
 * import { Hono } from 'hono';
 * import { toHonoHandler, webhookHandler } from '@fanfare/node/webhooks';
 *
 * const handler = webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], on: {} });
 * const app = new Hono();
 * app.post('/webhooks', toHonoHandler(handler));
 * ```
 */
export function toHonoHandler(handler: WebhookRequestHandler): HonoWebhookHandler {
  return async function handleHonoRequest(context) {
    return handler(unreadRequest(context.req.raw, hint), scopeOf(context));
  };
}

function scopeOf(context: HonoContextLike): object | undefined {
  try {
    return context.executionCtx;
  } catch {
    return undefined; // a server that keeps running
  }
}
