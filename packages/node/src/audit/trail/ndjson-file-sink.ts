import { canonicalJson } from '@fanfare/contract';
import { checkOptions, OptionsError } from '@fanfare/core/base';
import { checkType } from '../../check-option.js';
import type { AuditRecord, AuditSink } from './audit-sink.js';
import { readLogEnd } from './read-log-end.js';

/** Which file is written, and how. */
export interface NdjsonFileSinkOptions {
  /** Its path; it is made where there is none, for its owner alone. One process writes it: a second one makes it fail. */
  readonly path: string;
  /** Waits until the disk has each record, so that it survives a loss of power. @default true */
  readonly sync?: boolean | undefined;
}

/** A sink that ends in a file. */
export interface NdjsonFileSink extends AuditSink {
  /** Closes the file; a later record opens it again. */
  close(): Promise<void>;
}

type FileHandle = import('node:fs/promises').FileHandle;

/**
 * Creates a sink that appends one line of JSON per record to a file. What a crash left half-written at its end is cut
 * off; a file that holds something else is left as it is, and counts as down.
 *
 * @throws OptionsError `invalid_options`, naming the option.
 * @example
 * ```ts
 * import { createReadStream } from 'node:fs';
 * import { createAuditTrail, fromNdjson, ndjsonFileSink, verifyAuditChain } from '@fanfare/node/audit';
 *
 * const sink = ndjsonFileSink({ path: 'audit.ndjson' });
 * const trail = createAuditTrail({ sink, tenant: { organizationId: 'org_aurora', mode: 'test' } });
 * const entries = fromNdjson(createReadStream('audit.ndjson', 'utf8'));
 * console.log(await verifyAuditChain(entries, { anchor: await trail.anchor() }));
 * ```
 */
export function ndjsonFileSink(options: NdjsonFileSinkOptions): NdjsonFileSink {
  checkOptions(options, ['path', 'sync'], 'ndjsonFileSink');
  const { path, sync = true } = options;
  if (typeof path !== 'string' || path === '') throw new OptionsError('path must be the path of a file.');
  checkType({ sync }, 'boolean');
  let file: Promise<FileHandle> | undefined;
  let expectedSize = 0;
  let lastHash: string | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function open(): Promise<FileHandle> {
    const { open: openFile } = await import('node:fs/promises');
    const handle = await openFile(path, 'a+', 0o600);
    try {
      const { wholeBytes } = await readLogEnd(handle);
      await handle.truncate(wholeBytes);
      expectedSize = wholeBytes;
    } catch (error) {
      await handle.close();
      throw error;
    }
    return handle;
  }
  const opened = (): Promise<FileHandle> =>
    (file ??= open().catch((error: unknown) => {
      file = undefined;
      throw error;
    }));

  async function append(record: AuditRecord): Promise<void> {
    const handle = await opened();
    const { size } = await handle.stat();
    // Shorter is no harm: what rotates logs may have emptied it.
    if (size > expectedSize) throw new Error('The file of the audit log grew: another process writes it.');
    const line = Buffer.from(`${canonicalJson(record)}\n`);
    try {
      await handle.appendFile(line);
      if (sync) await handle.datasync();
      expectedSize = size + line.length;
      lastHash = record.hash;
    } catch (error) {
      await handle.truncate(size).catch(() => undefined); // or the record would stand there twice later
      throw error;
    }
  }

  return {
    write(record, { signal }) {
      // A disk may be slower than the log waits, so that a record comes again behind its own write.
      const turn = writing.then(async () => {
        if (record.hash === lastHash) return;
        if (signal.aborted) throw new Error('The record was not written: nobody waits for it any more.');
        await append(record);
      });
      writing = turn.catch(() => undefined);
      return turn;
    },
    last: async () => (await readLogEnd(await opened())).last,
    async close() {
      const handle = await file?.catch(() => undefined);
      file = undefined;
      await handle?.close();
    },
  };
}
