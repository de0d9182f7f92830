import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';

/** The pseudonyms that consumers go by in the audit log. */
export interface AuditSubjects {
  /** The pseudonym of a consumer; made at its first use. */
  of(tenant: Tenant, consumerId: ConsumerId): string;
  /** Every pseudonym that leads to an id: those of the guests that the consumer once was, too. */
  all(tenant: Tenant, consumerId: string): readonly string[];
  /** Forgets which pseudonyms were whose: the entries stay, and lead to nobody. */
  forget(tenant: Tenant, consumerId: ConsumerId): void;
}

/** Makes an empty register. Pseudonyms are random, so that nothing but the register leads from one to the other. */
export function createAuditSubjects(context: MockContext): AuditSubjects {
  const pseudonyms = new Map<string, readonly string[]>();
  const keyOf = (tenant: Tenant, consumerId: string): string => `${tenantKey(tenant)}/${consumerId}`;
  const all = (tenant: Tenant, consumerId: string): readonly string[] =>
    pseudonyms.get(keyOf(tenant, consumerId)) ?? [];
  context.onConsumerMerged(({ tenant, from, to }) => {
    const joined = [...all(tenant, to), ...all(tenant, from)];
    pseudonyms.delete(keyOf(tenant, from));
    if (joined.length > 0) pseudonyms.set(keyOf(tenant, to), joined);
  });
  return {
    of(tenant, consumerId) {
      const [known] = all(tenant, consumerId);
      if (known !== undefined) return known;
      const pseudonym = context.newSecret('sub');
      pseudonyms.set(keyOf(tenant, consumerId), [pseudonym]);
      return pseudonym;
    },
    all,
    forget: (tenant, consumerId) => void pseudonyms.delete(keyOf(tenant, consumerId)),
  };
}
