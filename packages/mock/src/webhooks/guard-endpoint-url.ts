import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { endpointUrlProblem } from './endpoint-url.js';

/** An address that somebody wants to be told at. */
export interface WantedUrl {
  readonly url: string;
  readonly mayBeLocal: boolean;
}

/**
 * Checks the address of an endpoint.
 *
 * @throws {MockRefusal} `validation_error`, which says what is wrong and does not repeat the address.
 */
export function guardEndpointUrl(
  { settings, ownAuthorities }: MockContext,
  { url, mayBeLocal }: WantedUrl,
): void {
  const rules = { mayBeLocal: mayBeLocal || settings.allowLoopbackWebhooks, ownAuthorities };
  const problem = endpointUrlProblem(url, rules);
  if (problem === undefined) return;
  const issue = {
    kind: 'validation',
    type: 'body',
    expected: 'an https address on the internet',
    received: 'string',
    message: `body.url ${problem}`,
    path: [{ type: 'object', origin: 'value', input: null, key: 'url' }],
  };
  refuse('validation_error', `The address of the webhook endpoint ${problem}.`, { issues: [issue] });
}
