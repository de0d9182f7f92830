import type { RequestOrigin } from '../sender-address.js';
import type { LambdaWebhookEvent } from './lambda-event.js';

/**
 * Finds out who called the caller of a function. A gateway says it in the context, which no request can write; a load balancer appends it to
 * `X-Forwarded-For`, unless it was set up to do something else with that header.
 */
export function lambdaOrigin({
  requestContext,
  headers,
  multiValueHeaders,
}: LambdaWebhookEvent): RequestOrigin {
  const forwardedFor = Object.entries(multiValueHeaders ?? headers ?? {})
    .filter(([name]) => name.toLowerCase() === 'x-forwarded-for')
    .flatMap(([, values]) => [values ?? []].flat())
    .flatMap((value) => value.split(','));
  const told = requestContext?.http?.sourceIp ?? requestContext?.identity?.sourceIp;
  if (told !== undefined || requestContext?.elb === undefined) return { peer: told, forwardedFor };
  return { peer: forwardedFor.at(-1), forwardedFor: forwardedFor.slice(0, -1) };
}
