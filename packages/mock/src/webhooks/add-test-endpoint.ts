import { webhookEventTypes, webhookSignature, type Mode } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { NewWebhookEndpoint, WebhookEndpoint } from '../parts.js';
import { refuse } from '../refusal.js';
import { worldOrganization } from '../state/world.js';
import { draftEndpoint } from './draft-endpoint.js';
import { endpointUrlProblem } from './endpoint-url.js';
import { createWebhookEndpoints } from './webhook-endpoints.js';

/** The shortest secret that may be chosen here, without its prefix: long enough for every verifier. */
const minSecretCharacters = 16;
const allTypes: readonly string[] = webhookEventTypes;

/**
 * Adds an endpoint on behalf of a test, which may listen on this machine.
 *
 * @throws {MockRefusal} `validation_error` for a URL, a secret or an event type that cannot be, `not_found`
 * for an unknown organization.
 */
export function addTestEndpoint(context: MockContext, endpoint: NewWebhookEndpoint): WebhookEndpoint {
  const { organizationId, mode = 'test', url, secret: chosen, events } = endpoint;
  const problem = whatIsWrong(context, { mode, url, secret: chosen, events });
  if (problem !== undefined) refuse('validation_error', `The webhook endpoint was not added: ${problem}.`);
  if (worldOrganization(context.world, { organizationId }) === undefined) {
    refuse('not_found', 'The webhook endpoint was not added: there is no such organization.');
  }
  const wanted = allTypes.filter((type) => events?.includes(type)) as (typeof webhookEventTypes)[number][]; // a part of the list
  const fields = draftEndpoint({ url, events: events === undefined ? ['*'] : wanted, mayBeLocal: true });
  const draft = { fields, by: 'test', secret: chosen };
  const { row, secret } = context.use(createWebhookEndpoints).add({ organizationId, mode }, draft);
  return { id: row.id, organizationId, mode, url, secret, events, enabled: true };
}

type Checked = Required<Pick<NewWebhookEndpoint, 'mode' | 'url'>> & {
  readonly secret: string | undefined;
  readonly events: readonly string[] | undefined;
};

function whatIsWrong(
  { ownAuthorities }: MockContext,
  { mode, url, secret, events }: Checked,
): string | undefined {
  const modes: readonly Mode[] = ['test', 'live'];
  const { secretPrefix } = webhookSignature;
  if (!modes.includes(mode)) return 'mode must be test or live';
  const problem = endpointUrlProblem(url, { mayBeLocal: true, ownAuthorities });
  if (problem !== undefined) return `url ${problem}`;
  if (secret !== undefined && !secret.startsWith(secretPrefix))
    return `secret must begin with ${secretPrefix}`;
  if (secret !== undefined && secret.length < secretPrefix.length + minSecretCharacters) {
    return `secret must have ${minSecretCharacters} characters after ${secretPrefix}`;
  }
  const unknown = events?.find((type) => !allTypes.includes(type));
  return unknown === undefined
    ? undefined
    : `events names ${JSON.stringify(unknown)}, which no event is called`;
}
