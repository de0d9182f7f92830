import { readFile, rename, writeFile } from 'node:fs/promises';
import type { AuditAnchor, AuditEntry } from '@fanfare/contract/admin';
import type { FanfareServer } from '@fanfare/node';
import { verifyAuditChain } from '@fanfare/node/audit';
import { review, type Finding } from './review-rules.ts';

/** What a review found. */
export interface Review {
  /** How many entries there are, and how many of them are new since the review before. */
  readonly count: number;
  readonly fresh: number;
  /** Why the log cannot be trusted; absent where it is whole. */
  readonly fault?: string;
  readonly findings: readonly Finding[];
}

/**
 * Goes through the audit log: checks that nothing was changed or removed since the last time, and looks at what is new. Keep the file with
 * the anchor where whoever could change the log cannot reach.
 */
export async function reviewAuditLog(fanfare: FanfareServer, anchorFile: string): Promise<Review> {
  const { auditLog } = fanfare.admin;
  const present = await auditLog.anchor();
  const kept = await readAnchor(anchorFile);
  const fresh: AuditEntry[] = [];
  let count = 0;
  const entries = async function* (): AsyncGenerator<AuditEntry> {
    for await (const entry of auditLog.list({ sortDir: 'asc' })) {
      count += 1;
      if (entry.seq > (kept?.head.seq ?? -1)) fresh.push(entry);
      yield entry;
    }
  };
  const chain = await verifyAuditChain(entries(), { anchor: kept ?? present, start: present.start });
  if (!chain.valid) {
    // The anchor stays: the next review must find the same fault.
    return { count, fresh: 0, fault: `entry ${chain.index} is wrong: ${chain.reason}`, findings: [] };
  }
  await replaceFile(anchorFile, JSON.stringify({ ...present, head: chain.head }));
  return { count, fresh: fresh.length, findings: review(fresh) };
}

async function readAnchor(file: string): Promise<AuditAnchor | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as AuditAnchor; // what the review before wrote
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // the first review
    throw error;
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
