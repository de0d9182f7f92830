import { createHash } from 'node:crypto';
import { auditHashInput } from '@fanfare/contract/audit';
import type { AuditAnchor, AuditEntry } from '@fanfare/contract/admin';
import { adminOf } from './admin-of.js';
import type { TestShop } from './open-shop.js';

/** Reads the audit log of a shop, the oldest entry first. */
export async function auditOf(shop: TestShop, query = ''): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (let after: string | null = ''; after !== null;) {
    const cursor: string = after === '' ? '' : `&after=${after}`;
    const { body } = await adminOf(shop).get(`/audit-log?sortDir=asc&first=100${query}${cursor}`);
    const page = body as unknown as { data: AuditEntry[]; pageInfo: { endCursor: string | null } }; // its contract
    entries.push(...page.data);
    after = page.pageInfo.endCursor;
  }
  return entries;
}

/** Tells whether the log of a shop is whole, from its beginning to its anchor. */
export async function isChainWhole(shop: TestShop): Promise<boolean> {
  const entries = await auditOf(shop);
  const { start, head } = (await adminOf(shop).get('/audit-log/anchor')).body as unknown as AuditAnchor; // its contract
  const isLinked = entries.every((entry, index) => {
    const before = entries[index - 1];
    const hash = createHash('sha256').update(auditHashInput(entry)).digest('hex');
    return (
      hash === entry.hash &&
      entry.seq === start.seq + index &&
      entry.prevHash === (before?.hash ?? start.prevHash)
    );
  });
  return isLinked && entries.at(-1)?.hash === head.hash;
}
