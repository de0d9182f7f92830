import type { AuditAnchor, AuditEntry } from '@fanfare/contract/admin';
import type { ChainFault } from './chain-fault.js';
import { checkEntry, type ChainPlace } from './check-entry.js';

/** A chain that is whole. */
export interface WholeChain {
  readonly valid: true;
  /** How many entries there are. */
  readonly count: number;
  /** Where the chain stands now: what `head` of a later anchor must follow from. */
  readonly head: AuditAnchor['head'];
}

/** What entries are checked against. */
export interface VerifyAuditChainOptions {
  /**
   * Where the log begins and ends. Keep an older one where whoever could change the log cannot reach: entries after
   * its head are fine, a chain that ends before it was cut.
   */
  readonly anchor: AuditAnchor;
  /**
   * Where the log begins now, as a present anchor says, if old entries were deleted since.
   * @default where it began when the anchor was taken
   */
  readonly start?: AuditAnchor['start'];
}

/**
 * Checks that audit entries are what was written once: none changed, removed, inserted or moved, and none missing at
 * the end. A broken chain is an ordinary answer, which names the first bad entry and what is wrong with it.
 *
 * @param entries - all entries from the beginning of the log on, the oldest first: without filters, `sortDir: 'asc'`.
 * @example
 * ```ts
 * import { FanfareServer } from '@fanfare/node';
 * import { verifyAuditChain } from '@fanfare/node/audit';
 *
 * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
 * const anchor = await fanfare.admin.auditLog.anchor();
 * const chain = await verifyAuditChain(fanfare.admin.auditLog.list({ sortDir: 'asc' }), { anchor });
 * if (!chain.valid) console.error(`entry ${chain.index}: ${chain.reason}`);
 * ```
 */
export async function verifyAuditChain(
  entries: Iterable<AuditEntry> | AsyncIterable<AuditEntry>,
  { anchor, start = anchor.start }: VerifyAuditChainOptions,
): Promise<WholeChain | ChainFault> {
  const { head } = anchor;
  // Of what the anchor remembers something must be left: its last entry, or the hash of it.
  if (start.seq > head.seq + 1) return { valid: false, index: 0, reason: 'anchor_outdated' };
  if (start.seq === head.seq + 1 && start.prevHash !== head.hash) {
    return { valid: false, index: 0, reason: 'anchor_mismatch' };
  }
  let place: ChainPlace = start;
  let index = 0;
  for await (const entry of entries) {
    const reason = await checkEntry(entry, { place, anchor });
    if (reason !== undefined) return { valid: false, index, reason };
    place = { seq: entry.seq + 1, prevHash: entry.hash };
    index += 1;
  }
  if (place.seq <= head.seq) return { valid: false, index, reason: 'truncated' };
  return { valid: true, count: index, head: { seq: place.seq - 1, hash: place.prevHash } };
}
