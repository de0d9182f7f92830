import type { ConsumerId, SessionId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';

/** One sign-in of one consumer. */
export interface SessionRecord {
  readonly id: SessionId;
  readonly tenant: Tenant;
  readonly consumerId: ConsumerId;
  readonly createdAt: number;
  revokedAt?: number;
}

/** The sessions of all tenants. */
export interface Sessions {
  open(session: Pick<SessionRecord, 'tenant' | 'consumerId'>): SessionRecord;
  find(id: string): SessionRecord | undefined;
  /** Ends a session at once: its access tokens and its refresh tokens are worth nothing from now on. */
  revoke(session: SessionRecord): void;
}

/** Makes an empty set of sessions. */
export function createSessions(context: MockContext): Sessions {
  const sessions = new Map<string, SessionRecord>();
  return {
    open({ tenant, consumerId }) {
      const session: SessionRecord = {
        id: context.newId('sess'),
        tenant,
        consumerId,
        createdAt: context.clock.now(),
      };
      sessions.set(session.id, session);
      return session;
    },
    find: (id) => sessions.get(id),
    revoke(session) {
      session.revokedAt ??= context.clock.now();
    },
  };
}
