import { describeSession } from '../auth/describe-session.js';
import { endSession, endSessions } from '../auth/end-sessions.js';
import { liveSessionsOf } from '../auth/is-alive.js';
import type { HandlersOf } from '../handler.js';

/** The operations of this resource. */
type SessionOperation = `sessions.${'list' | 'revoke' | 'revokeAll'}`;

/** The sessions of the consumer who is signed in, on all their devices. */
export const sessionHandlers: HandlersOf<SessionOperation> = {
  'sessions.list': ({ context, principal }) =>
    liveSessionsOf(context, principal).map((session) => ({
      ...describeSession(session),
      current: session.id === principal.sessionId,
    })),

  'sessions.revoke': ({ context, principal, params }) => {
    endSession(context, { owner: principal, id: params.sessionId });
    return undefined;
  },

  'sessions.revokeAll': ({ context, principal, body: { keepCurrent = false } }) => {
    const keptId = keepCurrent ? principal.sessionId : undefined;
    return { revoked: endSessions(context, principal, { keptId }) };
  },
};
