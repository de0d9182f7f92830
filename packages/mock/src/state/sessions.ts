import type { ConsumerId, SessionId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';

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
  /** Ends all sessions of a consumer. */
  revokeAll(consumer: Pick<SessionRecord, 'tenant' | 'consumerId'>): void;
}

/** Makes an empty set of sessions. */
export function createSessions(context: MockContext): Sessions {
  const sessions = new Map<string, SessionRecord>();
  const byConsumer = new Map<string, SessionRecord[]>();
  const keyOf = (tenant: Tenant, id: string): string => `${tenantKey(tenant)}/${id}`;
  const of = (tenant: Tenant, id: string): SessionRecord[] => byConsumer.get(keyOf(tenant, id)) ?? [];
  context.onConsumerMerged(({ tenant, from, to }) => {
    byConsumer.set(keyOf(tenant, to), [...of(tenant, to), ...of(tenant, from)]);
    byConsumer.delete(keyOf(tenant, from));
  });

  function revoke(session: SessionRecord): void {
    session.revokedAt ??= context.clock.now();
  }

  return {
    open({ tenant, consumerId }) {
      const session: SessionRecord = {
        id: context.newId('sess'),
        tenant,
        consumerId,
        createdAt: context.clock.now(),
      };
      sessions.set(session.id, session);
      byConsumer.set(keyOf(tenant, consumerId), [...of(tenant, consumerId), session]);
      return session;
    },
    find: (id) => sessions.get(id),
    revoke,
    revokeAll({ tenant, consumerId }) {
      for (const session of of(tenant, consumerId)) revoke(session);
    },
  };
}
