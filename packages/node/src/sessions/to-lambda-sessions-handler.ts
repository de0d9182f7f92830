import { toLambdaHandler, type LambdaWebhookHandler } from '../webhooks/adapters/to-lambda-handler.js';

/**
 * Adapts the handler of sessions to AWS Lambda behind API Gateway or a function URL; behind a load balancer switch its lists of header values
 * on, since it sends only one cookie otherwise. Functions share no memory: give the sessions a store that all of them reach.
 *
 * @example
 * ```ts
 * import { toLambdaSessionsHandler, type Sessions } from '@fanfare/node/sessions';
 *
 * declare const sessions: Sessions;
 * export const handler = toLambdaSessionsHandler(sessions.handler);
 * ```
 */
export function toLambdaSessionsHandler(
  handler: (request: Request) => Promise<Response>,
): LambdaWebhookHandler {
  return toLambdaHandler((request) => handler(request));
}
