import type { Mechanism } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import { mechanisms } from '../distributions/mechanisms.js';
import { createSessions, type SessionOwner, type SessionRecord } from '../state/sessions.js';
import { limitPassed } from './session-policy.js';

/**
 * Tells whether a session goes on, and ends it where it is past a limit of the policy. Nobody loses a place in line or a
 * grant to a limit: while a consumer takes part in anything, none counts.
 */
export function isAlive(context: MockContext, session: SessionRecord): boolean {
  if (session.revokedAt !== undefined) return false;
  const now = context.clock.now();
  const passed = limitPassed(context.settings.sessionPolicy, { ...session, now });
  if (passed === undefined) return true;
  if (takesPart(context, session)) {
    // Who has just left a line was not away meanwhile.
    session.lastUsedAt = now;
    return true;
  }
  context.use(createSessions).revoke(session);
  return false;
}

/** A consumer's sessions that go on, the one used last first. */
export function liveSessionsOf(context: MockContext, owner: SessionOwner): readonly SessionRecord[] {
  const now = context.clock.now();
  return [...context.use(createSessions).of(owner)]
    .filter((session) => isAlive(context, session) && session.expiresAt > now)
    .sort((a, b) => b.lastUsedAt - a.lastUsedAt || b.createdAt - a.createdAt);
}

function takesPart(context: MockContext, { tenant, consumerId }: SessionOwner): boolean {
  const distributions = context.use(createDistributions);
  const kinds = Object.keys(mechanisms) as Mechanism[]; // its keys are mechanisms
  return kinds
    .flatMap((mechanism) => distributions.allOf(tenant, mechanism))
    .some(({ core }) => {
      const standing = core.standing(consumerId);
      return standing?.isActive === true && standing.completedAt === undefined;
    });
}
