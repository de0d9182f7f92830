import { createHash } from 'node:crypto';
import type { AuditAnchor, AuditEntry } from '@fanfare/node/audit';

const tenant = { organizationId: 'org_1', mode: 'test' } as const;
const nothing = '0'.repeat(64);

/** Writes JSON with sorted names, without the code under test. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Gives an entry the hash that belongs to it. */
export function sealEntry(entry: AuditEntry): AuditEntry {
  const { hash: _, ...rest } = entry;
  return { ...rest, hash: createHash('sha256').update(sorted(rest)).digest('hex') };
}

/** Makes a chain of so many entries, and its anchor. */
export function auditChain(length: number): { entries: AuditEntry[]; anchor: AuditAnchor } {
  const entries: AuditEntry[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    entries.push(
      sealEntry({
        seq,
        id: `aud_${seq}`,
        at: new Date(Date.UTC(2026, 10, 22, 10, 0, seq)).toISOString(),
        tenant,
        actor: { type: 'key', id: 'k' },
        action: 'admin.queues.update',
        target: { type: 'queue', id: 'queue_1' },
        outcome: 'success',
        requestId: `req_${seq}`,
        ipClass: 'public',
        changes: [{ field: 'name', from: `Ä ${seq}`, to: { b: 1, a: [null, 0.5] } }],
        prevHash: entries.at(-1)?.hash ?? nothing,
        hash: '',
      }),
    );
  }
  const last = entries.at(-1);
  const head = { seq: last?.seq ?? 0, hash: last?.hash ?? nothing };
  return {
    entries,
    anchor: { tenant, at: '2026-11-22T12:00:00.000Z', start: { seq: 1, prevHash: nothing }, head },
  };
}
