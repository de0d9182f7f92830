import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createConsumers } from '../state/consumers.js';
import { createSessions } from '../state/sessions.js';
import { tenantKey, type Tenant } from '../tenant.js';

/** The pseudonyms that consumers and their sessions go by in the audit log. */
export interface AuditSubjects {
  /** The pseudonym of a consumer, made at its first use; `undefined` where there is no such consumer. */
  of(tenant: Tenant, consumerId: string): string | undefined;
  /** The pseudonym of a session, likewise. */
  ofSession(tenant: Tenant, sessionId: string): string | undefined;
  /** Every pseudonym that leads to an id: those of the guests that the consumer once was, too. */
  all(tenant: Tenant, id: string): readonly string[];
  /** Forgets which pseudonyms were whose: the entries stay, and lead to nobody. */
  forget(tenant: Tenant, consumerId: ConsumerId): void;
}

/** Makes an empty register. Pseudonyms are random, so that nothing but the register leads from one to the other. */
export function createAuditSubjects(context: MockContext): AuditSubjects {
  const pseudonyms = new Map<string, readonly string[]>();
  const keyOf = (tenant: Tenant, id: string): string => `${tenantKey(tenant)}/${id}`;
  const all = (tenant: Tenant, id: string): readonly string[] => pseudonyms.get(keyOf(tenant, id)) ?? [];
  const consumers = context.use(createConsumers);
  const sessions = context.use(createSessions);
  context.onConsumerMerged(({ tenant, from, to }) => {
    const joined = [...all(tenant, to), ...all(tenant, from)];
    pseudonyms.delete(keyOf(tenant, from));
    if (joined.length > 0) pseudonyms.set(keyOf(tenant, to), joined);
  });

  function pseudonymOf(
    tenant: Tenant,
    { id, prefix }: { readonly id: string; readonly prefix: string },
  ): string {
    const [known] = all(tenant, id);
    if (known !== undefined) return known;
    const pseudonym = context.newSecret(prefix);
    pseudonyms.set(keyOf(tenant, id), [pseudonym]);
    return pseudonym;
  }

  return {
    of(tenant, consumerId) {
      const consumer = consumers.find(tenant, consumerId);
      return consumer && pseudonymOf(tenant, { id: consumer.id, prefix: 'sub' });
    },
    ofSession(tenant, sessionId) {
      const session = sessions.find(sessionId);
      if (session === undefined || tenantKey(session.tenant) !== tenantKey(tenant)) return undefined;
      return pseudonymOf(tenant, { id: session.id, prefix: 'visit' });
    },
    all,
    forget(tenant, consumerId) {
      pseudonyms.delete(keyOf(tenant, consumerId));
      for (const { id } of sessions.of({ tenant, consumerId })) pseudonyms.delete(keyOf(tenant, id));
    },
  };
}
