import { describeSession } from '../../auth/describe-session.js';
import { endSession, endSessions } from '../../auth/end-sessions.js';
import { liveSessionsOf } from '../../auth/is-alive.js';
import { findConsumer } from '../../consumers/find-consumer.js';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import type { SessionOwner } from '../../state/sessions.js';
import type { Tenant } from '../../tenant.js';

/** The operations of this resource. */
type AdminConsumerSessionOperation = `admin.consumers.sessions.${'list' | 'revoke' | 'revokeAll'}`;

/** The sessions of a consumer, as the merchant sees them. */
export const adminConsumerSessionHandlers: HandlersOf<AdminConsumerSessionOperation> = {
  'admin.consumers.sessions.list': ({ context, principal, params }) =>
    liveSessionsOf(context, ownerOf(context, { ...params, tenant: principal.tenant })).map(describeSession),

  'admin.consumers.sessions.revoke': ({ context, principal, params }) => {
    const owner = ownerOf(context, { ...params, tenant: principal.tenant });
    endSession(context, { owner, id: params.sessionId });
    return undefined;
  },

  'admin.consumers.sessions.revokeAll': ({ context, principal, params }) => ({
    revoked: endSessions(context, ownerOf(context, { ...params, tenant: principal.tenant })),
  }),
};

function ownerOf(
  context: MockContext,
  named: { readonly tenant: Tenant; readonly consumerId: string },
): SessionOwner {
  const { tenant, id: consumerId } = findConsumer(context, named);
  return { tenant, consumerId };
}
