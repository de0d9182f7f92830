import type { RouteCandidate, SequenceId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey } from '../tenant.js';
import { isoTime } from './iso-time.js';
import type { Shopper } from './experiences.js';

/** What a shopper holds who opened the gate of a sequence. */
export type SequenceCapability = Required<
  Pick<RouteCandidate, 'sequenceCapabilityGrant' | 'sequenceCapabilityGrantExpiresAt'>
>;

/** The proofs of opened gates, of all shoppers. */
export interface SequenceCapabilities {
  /** Gives a shopper the proof for a sequence: the same one until it runs out. */
  grant(shopper: Shopper, sequenceId: SequenceId): SequenceCapability;
}

const lifeMs = 15 * 60_000;

/** Makes the proofs of a platform. Nobody has published how they are sent back, so nothing asks for them. */
export function createSequenceCapabilities(context: MockContext): SequenceCapabilities {
  const held = new Map<string, { readonly token: string; readonly expiresAt: number }>();
  return {
    grant({ tenant, consumerId }, sequenceId) {
      const key = `${tenantKey(tenant)}/${consumerId}/${sequenceId}`;
      const now = context.clock.now();
      const known = held.get(key);
      const good =
        known !== undefined && known.expiresAt > now
          ? known
          : { token: context.newSecret('scg'), expiresAt: now + lifeMs };
      held.set(key, good);
      return {
        sequenceCapabilityGrant: good.token,
        sequenceCapabilityGrantExpiresAt: isoTime(good.expiresAt),
      };
    },
  };
}
