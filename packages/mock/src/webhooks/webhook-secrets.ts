import type { MockContext } from '../context.js';

/** What may be told of the secrets of an endpoint. */
export interface SecretFacts {
  readonly lastFour: string;
  /** The secret before, as long as it still signs. */
  readonly previous: { readonly lastFour: string; readonly endsAt: number } | undefined;
}

/** The secrets of all webhook endpoints: apart from everything that is listed, logged or shown. */
export interface WebhookSecrets {
  /** Keeps a first secret, or makes one; returns it, once. */
  issue(endpointId: string, secret?: string): string;
  /** Makes a new secret and returns it, once. The one before goes on signing for a while. */
  roll(endpointId: string, overlapMs: number): string;
  /** The secrets that sign now, the old one first. */
  signing(endpointId: string): readonly string[];
  facts(endpointId: string): SecretFacts;
}

interface Kept {
  readonly current: string;
  readonly previous?: { readonly secret: string; readonly endsAt: number };
}

/** Makes an empty keeping place. */
export function createWebhookSecrets({ clock, newSecret }: MockContext): WebhookSecrets {
  const kept = new Map<string, Kept>();
  const of = (endpointId: string): Kept => {
    const secrets = kept.get(endpointId);
    if (secrets === undefined) throw new Error('An endpoint has no secret.');
    const { current, previous } = secrets;
    return previous === undefined || previous.endsAt > clock.now() ? secrets : { current };
  };

  return {
    issue(endpointId, secret = newSecret('whsec')) {
      kept.set(endpointId, { current: secret });
      return secret;
    },
    roll(endpointId, overlapMs) {
      const { current: secret } = of(endpointId);
      const current = newSecret('whsec');
      kept.set(endpointId, { current, previous: { secret, endsAt: clock.now() + overlapMs } });
      return current;
    },
    signing(endpointId) {
      const { current, previous } = of(endpointId);
      return previous === undefined ? [current] : [previous.secret, current];
    },
    facts(endpointId) {
      const { current, previous } = of(endpointId);
      return {
        lastFour: current.slice(-4),
        previous: previous && { lastFour: previous.secret.slice(-4), endsAt: previous.endsAt },
      };
    },
  };
}
