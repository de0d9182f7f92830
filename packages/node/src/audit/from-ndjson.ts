import type { AuditEntry } from '@fanfare/contract/admin';

/**
 * Reads audit entries from NDJSON, in chunks of any size. They are as good as their source: check them with
 * `verifyAuditChain`, which takes what comes back.
 *
 * @throws {SyntaxError} for a line that is not JSON, named by its number.
 * @example
 * ```ts
 * import { createReadStream, readFileSync } from 'node:fs';
 * import { fromNdjson, verifyAuditChain } from '@fanfare/node/audit';
 *
 * const anchor = JSON.parse(readFileSync('anchor.json', 'utf8'));
 * const entries = fromNdjson(createReadStream('audit.ndjson', 'utf8'));
 * console.log(await verifyAuditChain(entries, { anchor }));
 * ```
 */
export async function* fromNdjson(
  chunks: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<AuditEntry, void, undefined> {
  let rest = '';
  let number = 0;
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield parse(line, (number += 1));
  }
  if (rest !== '') yield parse(rest, number + 1);
}

function parse(line: string, number: number): AuditEntry {
  try {
    return JSON.parse(line) as AuditEntry; // whoever verifies looks at every field that counts
  } catch {
    throw new SyntaxError(`Line ${number} of the audit log is not JSON.`);
  }
}
