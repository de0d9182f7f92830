import type { MockContext } from '../context.js';
import { isoTime } from '../state/iso-time.js';
import { createSessions, type SessionRecord } from '../state/sessions.js';

/** Ends a session whose refresh token was used twice, since one of the two who have it is a thief; and tells the merchant. */
export function reportTokenReuse(context: MockContext, session: SessionRecord): void {
  const { tenant, consumerId, id: sessionId, familyId } = session;
  context.use(createSessions).revoke(session);
  if (context.profile === 'hosted') return;
  const detectedAt = isoTime(context.clock.now());
  const data = { consumerId, sessionId, familyId, detectedAt };
  context.publish({ ...tenant, type: 'security.token_reuse', data });
}
