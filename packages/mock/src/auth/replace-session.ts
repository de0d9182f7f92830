import type { AuthSession } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { ConsumerPrincipal, PublishablePrincipal } from '../principal.js';
import { createConsumers, type Consumer } from '../state/consumers.js';
import { createSessions } from '../state/sessions.js';
import { openSession } from './open-session.js';

/** Who was signed in before a sign-in, if anybody. */
export type Before = ConsumerPrincipal | PublishablePrincipal;

/** The guest that signs in, who takes everything along. */
export function guestOf(context: MockContext, before: Before): Consumer | undefined {
  if (before.kind !== 'consumer' || !before.isGuest) return undefined;
  return context.use(createConsumers).find(before.tenant, before.consumerId);
}

/** Signs a consumer in, in place of whoever was signed in before: that session ends at once. */
export async function replaceSession(
  context: MockContext,
  { before, consumer }: { readonly before: Before; readonly consumer: Consumer },
): Promise<AuthSession> {
  const guest = guestOf(context, before);
  if (guest !== undefined && guest !== consumer) context.use(createConsumers).merge(guest, consumer);
  consumer.isGuest = false;
  const sessions = context.use(createSessions);
  const old = before.kind === 'consumer' ? sessions.find(before.sessionId) : undefined;
  if (old !== undefined) sessions.revoke(old);
  return openSession(context, consumer);
}
