import { limits } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { networkOf } from '../mechanisms/network-of.js';
import type { Principal } from '../principal.js';
import { refuse } from '../refusal.js';
import { tenantKey } from '../tenant.js';
import { createOpenStreams } from './open-streams.js';

/** Who asks for a stream. */
export interface StreamClient {
  readonly principal: Principal;
  /** Where the connection comes from, where that is known. */
  readonly address: string | undefined;
}

/** A place may be free as soon as somebody closes a tab, and nobody tells. */
const retryAfter = 60;

/**
 * Refuses another stream to who has enough of them: to a shopper, or where there is none to an address.
 *
 * @returns who it counts for; `undefined` where that is not known
 * @throws {MockRefusal} `rate_limited`
 */
export function guardStreamCount(context: MockContext, client: StreamClient): string | undefined {
  const counted = countedOf(client);
  if (counted === undefined) return undefined;
  const { owner, limit } = counted;
  if (limit === 'streamsPerAddress' && context.withoutRateLimits) return undefined;
  if (context.use(createOpenStreams).of(owner) < limits[limit]) return owner;
  return refuse('rate_limited', `${String(limits[limit])} streams are open already: close one of them.`, {
    retryAfter,
    details: { limit },
  });
}

interface Counted {
  readonly owner: string;
  readonly limit: 'streamsPerConsumer' | 'streamsPerAddress';
}

function countedOf({ principal, address }: StreamClient): Counted | undefined {
  if (principal.kind === 'consumer') {
    const owner = `consumer/${tenantKey(principal.tenant)}/${principal.consumerId}`;
    return { owner, limit: 'streamsPerConsumer' };
  }
  if (address === undefined) return undefined;
  return { owner: `address/${networkOf(address)}`, limit: 'streamsPerAddress' };
}
