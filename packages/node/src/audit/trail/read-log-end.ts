import type { AuditRecord } from './audit-sink.js';

/** How a log ends. */
export interface LogEnd {
  /** The last whole record. */
  readonly last: Pick<AuditRecord, 'seq' | 'hash'> | undefined;
  /** How many bytes the whole records take; what stands behind them is half of one. */
  readonly wholeBytes: number;
}

type FileHandle = import('node:fs/promises').FileHandle;

const newline = 0x0a;
const firstBytes = 64 * 1024;
const mostBytes = 16 * 1024 * 1024;
/** How every record begins, for its members are in the order of their names. */
const opening = '{"action":"';

/**
 * Reads how a log ends.
 *
 * @throws Error where the file holds something else, which is not ours to cut.
 */
export async function readLogEnd(handle: FileHandle): Promise<LogEnd> {
  const { size } = await handle.stat();
  for (let bytes = firstBytes; ; bytes *= 2) {
    const from = Math.max(0, size - bytes);
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(size - from), position: from });
    const tail = buffer.subarray(0, bytesRead);
    const end = tail.lastIndexOf(newline) + 1;
    const begin = end < 2 ? 0 : tail.lastIndexOf(newline, end - 2) + 1;
    if (begin > 0 || from === 0) {
      const half = tail.subarray(end).toString();
      return { last: readLast(tail.subarray(begin, end).toString(), half), wholeBytes: from + end };
    }
    if (bytes >= mostBytes) throw otherContent();
  }
}

function readLast(line: string, half: string): LogEnd['last'] {
  if (line === '') {
    if (half.startsWith(opening) || opening.startsWith(half)) return undefined;
    throw otherContent();
  }
  const { seq, hash } = parse(line);
  if (typeof seq !== 'number' || typeof hash !== 'string') throw otherContent();
  return { seq, hash };
}

function parse(line: string): { readonly seq?: unknown; readonly hash?: unknown } {
  try {
    return Object(JSON.parse(line)) as { readonly seq?: unknown; readonly hash?: unknown }; // checked by its reader
  } catch {
    throw otherContent(); // what JSON says quotes the line
  }
}

function otherContent(): Error {
  return new Error(
    'The file of the audit log holds something else. It is left as it is: choose another path.',
  );
}
