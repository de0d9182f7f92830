import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createSessions, type SessionOwner } from '../state/sessions.js';
import { liveSessionsOf } from './is-alive.js';

/**
 * Ends one session of a consumer; one that is over already stays so.
 *
 * @throws {MockRefusal} `not_found` where it is not theirs, exactly as where there is none.
 */
export function endSession(
  context: MockContext,
  { owner, id }: { readonly owner: SessionOwner; readonly id: string },
): void {
  const sessions = context.use(createSessions);
  const session = sessions.of(owner).find((each) => each.id === id);
  if (session === undefined) return refuse('not_found', 'There is no such session.');
  sessions.revoke(session);
}

/** Ends the live sessions of a consumer, but for one that is to stay; tells how many that were. */
export function endSessions(
  context: MockContext,
  owner: SessionOwner,
  { keptId }: { readonly keptId?: string | undefined } = {},
): number {
  const ending = liveSessionsOf(context, owner).filter(({ id }) => id !== keptId);
  const sessions = context.use(createSessions);
  for (const session of ending) sessions.revoke(session);
  return ending.length;
}
