import { webhookEventTypes, webhookSignature, type Mode } from '@fanfare/contract';
import type { MockContext, PublishedEvent } from '../context.js';
import type { NewWebhookEndpoint, WebhookEndpoint } from '../parts.js';
import { refuse } from '../refusal.js';
import { worldOrganization } from '../state/world.js';
import { endpointUrlProblem } from './endpoint-url.js';

/** The webhook endpoints of all tenants. */
export interface WebhookEndpoints {
  /**
   * @throws {MockRefusal} `validation_error` for a URL, a secret or an event type that cannot be, `not_found`
   * for an unknown organization.
   */
  add(endpoint: NewWebhookEndpoint): WebhookEndpoint;
  /** The endpoints that want an event. */
  wanting(event: PublishedEvent): readonly WebhookEndpoint[];
  isEnabled(id: string): boolean;
  /** Counts an attempt; an endpoint that fails for too long is disabled. */
  note(id: string, attempt: { readonly at: number; readonly succeeded: boolean }): void;
  disable(id: string): void;
}

/** The shortest secret that may be chosen, without its prefix. */
const minSecretCharacters = 16;

/** An endpoint is disabled after that many failures in a row, the first of them that long ago. */
const disabling = { failures: 100, afterMs: 7 * 86_400_000 } as const;

/** Failures in a row. */
interface Streak {
  readonly since: number;
  failures: number;
}

/** Makes an empty set of endpoints. */
export function createWebhookEndpoints(context: MockContext): WebhookEndpoints {
  const endpoints = new Map<string, WebhookEndpoint>();
  const streaks = new Map<string, Streak>();
  const disable = (id: string): void => {
    const endpoint = endpoints.get(id);
    if (endpoint !== undefined) endpoints.set(id, { ...endpoint, enabled: false });
  };

  return {
    add({ organizationId, mode = 'test', url, secret, events }) {
      const problem = whatIsWrong({ mode, url, secret, events });
      if (problem !== undefined)
        refuse('validation_error', `The webhook endpoint was not added: ${problem}.`);
      if (worldOrganization(context.world, { organizationId }) === undefined) {
        refuse('not_found', 'The webhook endpoint was not added: there is no such organization.');
      }
      const endpoint: WebhookEndpoint = {
        id: context.newId('whe'),
        organizationId,
        mode,
        url,
        secret: secret ?? context.newSecret('whsec'),
        events,
        enabled: true,
      };
      endpoints.set(endpoint.id, endpoint);
      return endpoint;
    },
    wanting: ({ organizationId, mode, type }) =>
      [...endpoints.values()].filter(
        (endpoint) =>
          endpoint.enabled &&
          endpoint.organizationId === organizationId &&
          endpoint.mode === mode &&
          (endpoint.events?.includes(type) ?? true),
      ),
    isEnabled: (id) => endpoints.get(id)?.enabled ?? false,
    note(id, { at, succeeded }) {
      if (succeeded) return void streaks.delete(id);
      const streak = streaks.get(id) ?? { since: at, failures: 0 };
      streak.failures += 1;
      streaks.set(id, streak);
      if (streak.failures >= disabling.failures && at - streak.since >= disabling.afterMs) disable(id);
    },
    disable,
  };
}

type Checked = Required<Pick<NewWebhookEndpoint, 'mode' | 'url'>> & {
  readonly secret: string | undefined;
  readonly events: readonly string[] | undefined;
};

function whatIsWrong({ mode, url, secret, events }: Checked): string | undefined {
  const modes: readonly Mode[] = ['test', 'live'];
  const { secretPrefix } = webhookSignature;
  const known: readonly string[] = webhookEventTypes;
  if (!modes.includes(mode)) return 'mode must be test or live';
  const problem = endpointUrlProblem(url);
  if (problem !== undefined) return `url ${problem}`;
  if (secret !== undefined && !secret.startsWith(secretPrefix))
    return `secret must begin with ${secretPrefix}`;
  if (secret !== undefined && secret.length < secretPrefix.length + minSecretCharacters) {
    return `secret must have ${minSecretCharacters} characters after ${secretPrefix}`;
  }
  const unknown = events?.find((type) => !known.includes(type));
  return unknown === undefined
    ? undefined
    : `events names ${JSON.stringify(unknown)}, which no event is called`;
}
