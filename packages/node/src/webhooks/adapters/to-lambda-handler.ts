import { refuse, refuseSender } from '../answers.js';
import { senderCheck, type SenderCheck, type SenderOptions } from '../sender-options.js';
import type { LambdaWebhookEvent, LambdaWebhookResult } from './lambda-event.js';
import { lambdaOrigin } from './lambda-origin.js';
import { lambdaRequest } from './lambda-request.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

/** Answers an event of AWS Lambda; never rejects. */
export type LambdaWebhookHandler = (event: LambdaWebhookEvent) => Promise<LambdaWebhookResult>;

/**
 * Adapts a handler to AWS Lambda behind API Gateway (REST and HTTP APIs), a function URL or a load balancer, with bodies
 * in base64 or not. A function is frozen once it has answered, so with `ack: 'before'` it answers when the work is
 * done. Where the body was parsed, the answer is a 500 `webhook_body_already_parsed` that says how to fix it.
 *
 * The address that `allowedIps` goes by is that of the request context; behind a load balancer, the last one of `X-Forwarded-For`, to which
 * it appends by default.
 *
 * @throws `OptionsError` `invalid_options`, where an address is none.
 * @example
 * ```ts
 * import { toLambdaHandler, webhookHandler } from '@fanfare/node/webhooks';
 *
 * export const handler = toLambdaHandler(
 *   webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], on: {} }),
 * );
 * ```
 */
export function toLambdaHandler(
  handler: WebhookRequestHandler,
  options: SenderOptions = {},
): LambdaWebhookHandler {
  const mayDeliver = senderCheck(options, 'toLambdaHandler');
  return async function handleLambdaEvent(event) {
    const work: Promise<unknown>[] = [];
    const response = await answerOf(handler, {
      event,
      mayDeliver,
      waitUntil: (promise) => void work.push(promise),
    });
    await Promise.allSettled(work);
    return toResult(event, response);
  };
}

interface LambdaExchange {
  readonly event: LambdaWebhookEvent;
  readonly mayDeliver: SenderCheck;
  readonly waitUntil: (work: Promise<unknown>) => void;
}

async function answerOf(
  handler: WebhookRequestHandler,
  { event, mayDeliver, waitUntil }: LambdaExchange,
): Promise<Response> {
  try {
    if (!mayDeliver(lambdaOrigin(event))) return refuseSender();
    return await handler(lambdaRequest(event), { waitUntil });
  } catch (error) {
    return refuse(error);
  }
}

/**
 * A load balancer that sends lists of values reads nothing else; API Gateway reads them as well. Only cookies come in several headers of one name, and
 * format 2.0 has a place of their own for them.
 */
async function toResult(event: LambdaWebhookEvent, response: Response): Promise<LambdaWebhookResult> {
  const base = { statusCode: response.status, body: await response.text(), isBase64Encoded: false as const };
  const cookies = response.headers.getSetCookie();
  const entries = [...response.headers.entries()].filter(([name]) => name !== 'set-cookie');
  if (event.multiValueHeaders != null) {
    const lists = entries.map(([name, value]): [string, string[]] => [name, [value]]);
    return { ...base, multiValueHeaders: Object.fromEntries([...lists, ...cookieList(cookies)]) };
  }
  const headers = Object.fromEntries(entries);
  if (cookies.length === 0) return { ...base, headers };
  return event.requestContext?.http === undefined
    ? { ...base, headers, multiValueHeaders: { 'set-cookie': cookies } }
    : { ...base, headers, cookies };
}

function cookieList(cookies: string[]): [string, string[]][] {
  return cookies.length === 0 ? [] : [['set-cookie', cookies]];
}
