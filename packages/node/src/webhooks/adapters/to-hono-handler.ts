import { checkOptions, OptionsError } from '@fanfare/core/base';
import { refuseSender } from '../answers.js';
import { checkType } from '../../check-option.js';
import type { RequestOrigin } from '../sender-address.js';
import { senderCheck, type SenderOptions } from '../sender-options.js';
import { unreadRequest } from './unread-request.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

/** What is used of a context of Hono. */
export interface HonoContextLike {
  readonly req: { readonly raw: Request };
  /** Throws where the runtime has none. */
  readonly executionCtx: object;
}

/** What is used of what `getConnInfo` of Hono tells about a connection. */
export interface HonoConnInfo {
  readonly remote: { readonly address?: string | undefined };
}

/** Answers a request of Hono. */
export type HonoWebhookHandler<Context extends HonoContextLike = HonoContextLike> = (
  context: Context,
) => Promise<Response>;

/** Whose deliveries a route of Hono takes. */
export interface HonoSenderOptions<Context extends HonoContextLike = HonoContextLike> extends SenderOptions {
  /**
   * The `getConnInfo` of the runtime, such as that of `@hono/node-server/conninfo` or `hono/cloudflare-workers`: it tells the address that
   * `allowedIps` goes by.
   * @default none; `allowedIps` is refused then
   */
  readonly getConnInfo?: (context: Context) => HonoConnInfo;
}

const hint =
  'In Hono, let no middleware call c.req.json(), text() or parseBody() on this route: what Hono keeps of them is decoded text.';

/**
 * Adapts a handler to a route of Hono, on any of its runtimes; on Workers, `ack: 'before'` uses the `waitUntil` of the
 * execution context. Where a middleware read the body, the signed bytes are gone: the answer is a 500
 * `webhook_body_already_parsed` that says how to fix it.
 *
 * @throws `OptionsError` `invalid_options`, where an address is none, or there is no `getConnInfo` to tell one.
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
export function toHonoHandler<Context extends HonoContextLike = HonoContextLike>(
  handler: WebhookRequestHandler,
  options: HonoSenderOptions<Context> = {},
): HonoWebhookHandler<Context> {
  checkOptions(options, ['allowedIps', 'trustedProxies', 'getConnInfo'], 'toHonoHandler');
  const { getConnInfo, ...senders } = options;
  checkType({ getConnInfo }, 'function');
  const mayDeliver = senderCheck(senders, 'toHonoHandler');
  if (senders.allowedIps !== undefined && getConnInfo === undefined) {
    throw new OptionsError(
      'allowedIps needs getConnInfo as well, which tells the address of a request: import that of your runtime, such as @hono/node-server/conninfo.',
    );
  }
  return async function handleHonoRequest(context) {
    if (getConnInfo !== undefined && !mayDeliver(originOf(context, getConnInfo(context))))
      return refuseSender();
    return handler(unreadRequest(context.req.raw, hint), scopeOf(context));
  };
}

function originOf({ req }: HonoContextLike, { remote }: HonoConnInfo): RequestOrigin {
  return { peer: remote.address, forwardedFor: [req.raw.headers.get('x-forwarded-for') ?? []].flat() };
}

function scopeOf(context: HonoContextLike): object | undefined {
  try {
    return context.executionCtx;
  } catch {
    return undefined; // a server that keeps running
  }
}
