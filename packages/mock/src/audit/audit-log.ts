import { createHash } from 'node:crypto';
import { auditGenesis, auditHashInput } from '@fanfare/contract/audit';
import type { AuditAnchor, AuditEntry } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { isoTime } from '../state/iso-time.js';
import { tenantKey, type Tenant } from '../tenant.js';

/** What is written down; its place in the chain is added. */
export type AuditEvent = Omit<AuditEntry, 'seq' | 'id' | 'at' | 'tenant' | 'prevHash' | 'hash'>;

/** What happened, of all tenants: a chain of hashes for each, to which only can be added. */
export interface AuditLog {
  append(tenant: Tenant, event: AuditEvent): AuditEntry;
  /** A tenant's chain, the oldest entry first. */
  entries(tenant: Tenant): readonly AuditEntry[];
  anchor(tenant: Tenant): AuditAnchor;
  /** Deletes what is older than a time from the beginning of a chain; returns it. */
  sweep(tenant: Tenant, before: number): readonly AuditEntry[];
}

interface Chain {
  readonly entries: AuditEntry[];
  start: AuditAnchor['start'];
  head: AuditAnchor['head'];
}

/** Makes an empty log. */
export function createAuditLog(context: MockContext): AuditLog {
  const chains = new Map<string, Chain>();

  function of(tenant: Tenant): Chain {
    const known = chains.get(tenantKey(tenant));
    if (known !== undefined) return known;
    const chain: Chain = {
      entries: [],
      start: { seq: 1, prevHash: auditGenesis },
      head: { seq: 0, hash: auditGenesis },
    };
    chains.set(tenantKey(tenant), chain);
    return chain;
  }

  return {
    append(tenant, event) {
      const chain = of(tenant);
      const { organizationId, mode } = tenant;
      const unsealed = {
        seq: chain.head.seq + 1,
        id: context.newId('aud'),
        at: isoTime(context.clock.now()),
        tenant: { organizationId, mode },
        ...event,
        prevHash: chain.head.hash,
      };
      const hash = createHash('sha256').update(auditHashInput(unsealed)).digest('hex');
      const entry = { ...unsealed, hash };
      chain.entries.push(entry);
      chain.head = { seq: entry.seq, hash };
      return entry;
    },
    entries: (tenant) => of(tenant).entries,
    anchor(tenant) {
      const { start, head } = of(tenant);
      const { organizationId, mode } = tenant;
      return { tenant: { organizationId, mode }, at: isoTime(context.clock.now()), start, head };
    },
    sweep(tenant, before) {
      const chain = of(tenant);
      const kept = chain.entries.findIndex(({ at }) => Date.parse(at) >= before);
      const gone = chain.entries.splice(0, kept === -1 ? chain.entries.length : kept);
      const last = gone.at(-1);
      if (last !== undefined) chain.start = { seq: last.seq + 1, prevHash: last.hash };
      return gone;
    },
  };
}
