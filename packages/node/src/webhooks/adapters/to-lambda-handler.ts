import { refuse } from '../answers.js';
import type { LambdaWebhookEvent, LambdaWebhookResult } from './lambda-event.js';
import { lambdaRequest } from './lambda-request.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

/** Answers an event of AWS Lambda; never rejects. */
export type LambdaWebhookHandler = (event: LambdaWebhookEvent) => Promise<LambdaWebhookResult>;

/**
 * Adapts a handler to AWS Lambda behind API Gateway (REST and HTTP APIs), a function URL or a load balancer, with bodies
 * in base64 or not. A function is frozen once it has answered, so with `ack: 'before'` it answers when the work is
 * done. Where the body was parsed, the answer is a 500 `webhook_body_already_parsed` that says how to fix it.
 *
 * @example
 * ```ts
 * import { toLambdaHandler, webhookHandler } from '@fanfare/node/webhooks';
 *
 * export const handler = toLambdaHandler(
 *   webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], on: {} }),
 * );
 * ```
 */
export function toLambdaHandler(handler: WebhookRequestHandler): LambdaWebhookHandler {
  return async function handleLambdaEvent(event) {
    const work: Promise<unknown>[] = [];
    const response = await answerOf(handler, { event, waitUntil: (promise) => void work.push(promise) });
    await Promise.allSettled(work);
    return toResult(event, response);
  };
}

async function answerOf(
  handler: WebhookRequestHandler,
  { event, waitUntil }: { event: LambdaWebhookEvent; waitUntil: (work: Promise<unknown>) => void },
): Promise<Response> {
  try {
    return await handler(lambdaRequest(event), { waitUntil });
  } catch (error) {
    return refuse(error);
  }
}

/** A load balancer that sends lists of values reads nothing else; API Gateway reads them as well. */
async function toResult(event: LambdaWebhookEvent, response: Response): Promise<LambdaWebhookResult> {
  const base = { statusCode: response.status, body: await response.text(), isBase64Encoded: false as const };
  const entries = [...response.headers.entries()];
  if (event.multiValueHeaders == null) return { ...base, headers: Object.fromEntries(entries) };
  return { ...base, multiValueHeaders: Object.fromEntries(entries.map(([name, value]) => [name, [value]])) };
}
