import { auditHashInput } from '@fanfare/contract/audit';
import type { AuditAnchor, AuditEntry } from '@fanfare/contract/admin';
import type { ChainFaultReason } from './chain-fault.js';
import { sha256Hex } from './sha256-hex.js';

/** What the next entry of a chain must be. */
export interface ChainPlace {
  readonly seq: number;
  readonly prevHash: string;
}

/** Checks an entry at its place; `undefined` where nothing is wrong. */
export async function checkEntry(
  entry: unknown,
  { place, anchor }: { readonly place: ChainPlace; readonly anchor: AuditAnchor },
): Promise<ChainFaultReason | undefined> {
  if (!isEntry(entry)) return 'malformed';
  if ((await sha256Hex(auditHashInput(entry))) !== entry.hash) return 'content_changed';
  const { organizationId, mode } = anchor.tenant;
  if (entry.tenant.organizationId !== organizationId || entry.tenant.mode !== mode) return 'wrong_tenant';
  if (entry.seq !== place.seq) return 'out_of_sequence';
  if (entry.prevHash !== place.prevHash) return 'broken_link';
  const { head } = anchor;
  return entry.seq === head.seq && entry.hash !== head.hash ? 'anchor_mismatch' : undefined;
}

/** Tells an entry by what the chain needs of it; whatever else it holds is covered by its hash. */
function isEntry(value: unknown): value is AuditEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, hash, prevHash, tenant } = value as Readonly<Record<string, unknown>>; // an object, checked above
  return (
    Number.isSafeInteger(seq) &&
    typeof hash === 'string' &&
    typeof prevHash === 'string' &&
    typeof tenant === 'object' &&
    tenant !== null
  );
}
