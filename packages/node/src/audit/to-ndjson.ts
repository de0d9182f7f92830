import { canonicalJson } from '@fanfare/contract';
import type { AuditEntry } from '@fanfare/contract/admin';

/**
 * Writes audit entries as NDJSON, a line for each as it arrives: to a file, an archive, a collector of logs. Nothing
 * that the hashes cover is lost.
 *
 * @example
 * ```ts
 * import { createWriteStream } from 'node:fs';
 * import { Readable } from 'node:stream';
 * import { pipeline } from 'node:stream/promises';
 * import { FanfareServer } from '@fanfare/node';
 * import { toNdjson } from '@fanfare/node/audit';
 *
 * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
 * const lines = toNdjson(fanfare.admin.auditLog.list({ sortDir: 'asc' }));
 * await pipeline(Readable.from(lines), createWriteStream('audit.ndjson'));
 * ```
 */
export async function* toNdjson(
  entries: Iterable<AuditEntry> | AsyncIterable<AuditEntry>,
): AsyncGenerator<string, void, undefined> {
  for await (const entry of entries) yield `${canonicalJson(entry)}\n`;
}
