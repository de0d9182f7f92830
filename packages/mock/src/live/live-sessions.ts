import type { MockContext } from '../context.js';
import { isAlive } from '../auth/is-alive.js';
import { createConsumers } from '../state/consumers.js';
import { createRefreshTokens } from '../state/refresh-tokens.js';
import { createSessions, type SessionRecord } from '../state/sessions.js';
import type { LiveConsumer } from './live-view.js';
import { nameOf, shopOf } from './name-of.js';

const mostSessions = 40;

/** Describes who signed in last, and the sessions that came of it. */
export function liveSessions(context: MockContext): readonly LiveConsumer[] {
  const consumers = new Map<string, SessionRecord[]>();
  for (const session of context.use(createSessions).newest(mostSessions)) {
    const { tenant, consumerId } = session;
    const id = context.use(createConsumers).find(tenant, consumerId)?.id ?? consumerId; // as whoever they turned out to be
    consumers.set(id, [...(consumers.get(id) ?? []), session]);
  }
  return [...consumers].flatMap(([id, sessions]) => consumerOf(context, id, sessions) ?? []);
}

function consumerOf(
  context: MockContext,
  id: string,
  sessions: readonly SessionRecord[],
): LiveConsumer | undefined {
  const [first] = sessions;
  if (first === undefined) return undefined;
  const consumer = context.use(createConsumers).find(first.tenant, id);
  return {
    id,
    name: nameOf(context, first.tenant, first.consumerId),
    shop: shopOf(context, first.tenant),
    isGuest: consumer?.isGuest ?? false,
    sessions: sessions.map((session) => ({
      id: session.id,
      device: session.deviceLabel,
      methods: session.methods,
      generation: context.use(createRefreshTokens).generation(session.id),
      state: isAlive(context, session) && session.expiresAt > context.clock.now() ? 'live' : 'ended',
      lastUsedAt: session.lastUsedAt,
    })),
  };
}
