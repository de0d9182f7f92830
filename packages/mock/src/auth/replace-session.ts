import type { AuthSession } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { ConsumerPrincipal, PublishablePrincipal } from '../principal.js';
import { createConsumers, type Consumer } from '../state/consumers.js';
import { createSessions } from '../state/sessions.js';
import { openSession, type OpenSessionOptions } from './open-session.js';

/** Who was signed in before a sign-in, if anybody. */
export type Before = ConsumerPrincipal | PublishablePrincipal;

/** A sign-in, and who was signed in before. */
export interface ReplaceSessionOptions extends OpenSessionOptions {
  readonly before: Before;
}

/** The guest that signs in, who takes everything along. */
export function guestOf(context: MockContext, before: Before): Consumer | undefined {
  if (before.kind !== 'consumer' || !before.isGuest) return undefined;
  return context.use(createConsumers).find(before.tenant, before.consumerId);
}

/** Signs a consumer in, in place of whoever was signed in before: that session ends at once. */
export async function replaceSession(
  context: MockContext,
  { before, ...signIn }: ReplaceSessionOptions,
): Promise<AuthSession> {
  const { consumer } = signIn;
  const sessions = context.use(createSessions);
  const guest = guestOf(context, before);
  // All of them: whoever planted a session of the guest in somebody's browser must not be signed in along with them.
  if (guest !== undefined) sessions.revokeAll({ tenant: guest.tenant, consumerId: guest.id });
  if (guest !== undefined && guest !== consumer) context.use(createConsumers).merge(guest, consumer);
  consumer.isGuest = false;
  const old = before.kind === 'consumer' ? sessions.find(before.sessionId) : undefined;
  if (old !== undefined) sessions.revoke(old);
  return openSession(context, signIn);
}
