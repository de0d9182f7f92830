import type { AuthMethod, ConsumerId, FamilyId, SessionId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createOwners } from './owners.js';

/** One sign-in of one consumer. */
export interface SessionRecord {
  readonly id: SessionId;
  /** The refresh tokens that follow from this sign-in. */
  readonly familyId: FamilyId;
  readonly tenant: Tenant;
  readonly consumerId: ConsumerId;
  readonly createdAt: number;
  /** Such as `Firefox on Windows`. */
  readonly deviceLabel: string;
  /** How the consumer proved who they are, at `createdAt`. */
  readonly methods: readonly AuthMethod[];
  /** The thumbprint of the key that all its tokens are bound to; `undefined` where they are bearer tokens. */
  readonly proofKey: string | undefined;
  /** When the shopper last did something; what a page does by itself does not count. */
  lastUsedAt: number;
  /** When the last of its tokens runs out. */
  expiresAt: number;
  revokedAt?: number;
}

/** What a sign-in makes a session of. */
export type NewSession = Pick<
  SessionRecord,
  'tenant' | 'consumerId' | 'deviceLabel' | 'methods' | 'proofKey'
>;

/** Whose sessions are meant. */
export type SessionOwner = Pick<SessionRecord, 'tenant' | 'consumerId'>;

/** The sessions of all tenants. */
export interface Sessions {
  open(session: NewSession): SessionRecord;
  find(id: string): SessionRecord | undefined;
  /** The sessions of a consumer, ended ones among them. */
  of(owner: SessionOwner): readonly SessionRecord[];
  /** The sessions that were opened last, the newest first, ended ones among them. */
  newest(count: number): readonly SessionRecord[];
  /** Ends a session at once: its access tokens and its refresh tokens are worth nothing from now on. */
  revoke(session: SessionRecord): void;
  /** Ends all sessions of a consumer. */
  revokeAll(owner: SessionOwner): void;
  /** Calls back when a session is ended; returns the undo. */
  onRevoke(run: (session: SessionRecord) => void): () => void;
  /** Forgets that a consumer ever had a session. */
  forget(owner: SessionOwner): void;
}

/** Makes an empty set of sessions. */
export function createSessions(context: MockContext): Sessions {
  const sessions = new Map<string, SessionRecord>();
  const byConsumer = new Map<string, SessionRecord[]>();
  const listeners = new Set<(session: SessionRecord) => void>();
  const keyOf = (tenant: Tenant, id: string): string => `${tenantKey(tenant)}/${id}`;
  const of = (tenant: Tenant, id: string): SessionRecord[] => byConsumer.get(keyOf(tenant, id)) ?? [];
  context.onConsumerMerged(({ tenant, from, to }) => {
    byConsumer.set(keyOf(tenant, to), [...of(tenant, to), ...of(tenant, from)]);
    byConsumer.delete(keyOf(tenant, from));
  });

  function revoke(session: SessionRecord): void {
    if (session.revokedAt !== undefined) return;
    session.revokedAt = context.clock.now();
    for (const run of listeners) run(session);
  }

  return {
    open(made) {
      const now = context.clock.now();
      const session: SessionRecord = {
        ...made,
        id: context.newId('sess'),
        familyId: context.newId('fam'),
        createdAt: now,
        lastUsedAt: now,
        expiresAt: now,
      };
      const { tenant, consumerId } = session;
      sessions.set(session.id, session);
      context.use(createOwners).note(session.id, session.tenant);
      byConsumer.set(keyOf(tenant, consumerId), [...of(tenant, consumerId), session]);
      return session;
    },
    find: (id) => sessions.get(id),
    of: ({ tenant, consumerId }) => of(tenant, consumerId),
    newest: (count) => [...sessions.values()].slice(-count).reverse(),
    revoke,
    revokeAll({ tenant, consumerId }) {
      for (const session of of(tenant, consumerId)) revoke(session);
    },
    onRevoke(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
    forget({ tenant, consumerId }) {
      for (const { id } of of(tenant, consumerId)) sessions.delete(id);
      byConsumer.delete(keyOf(tenant, consumerId));
    },
  };
}
