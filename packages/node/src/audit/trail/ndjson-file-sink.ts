import { canonicalJson } from '@fanfare/contract';
import { checkOptions, OptionsError } from '@fanfare/core/base';
import { checkType } from '../../check-option.js';
import type { AuditRecord, AuditSink } from './audit-sink.js';

/** Which file is written, and how. */
export interface NdjsonFileSinkOptions {
  /** Its path; it is made where there is none, for its owner alone. One process writes it at a time. */
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
 * Creates a sink that appends one line of JSON per record to a file. What a crash left half-written at its end is cut off.
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

  async function open(): Promise<FileHandle> {
    const { open: openFile } = await import('node:fs/promises');
    const handle = await openFile(path, 'a+', 0o600);
    try {
      await cutHalfLine(handle);
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

  return {
    async write(record) {
      const handle = await opened();
      const { size } = await handle.stat();
      try {
        await handle.appendFile(`${canonicalJson(record)}\n`);
        if (sync) await handle.datasync();
      } catch (error) {
        await handle.truncate(size).catch(() => undefined); // or the record would stand there twice later
        throw error;
      }
    },
    async last() {
      const handle = await opened();
      const text = (await lastLines(handle)).trimEnd();
      const line = text.slice(text.lastIndexOf('\n') + 1);
      return line === '' ? undefined : (JSON.parse(line) as AuditRecord); // as this sink wrote it
    },
    async close() {
      const handle = await file?.catch(() => undefined);
      file = undefined;
      await handle?.close();
    },
  };
}

const tailBytes = 64 * 1024;

async function lastLines(handle: FileHandle): Promise<string> {
  const { size } = await handle.stat();
  const from = Math.max(0, size - tailBytes);
  const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(size - from), position: from });
  return buffer.subarray(0, bytesRead).toString('utf8');
}

async function cutHalfLine(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  const text = await lastLines(handle);
  const whole = text.lastIndexOf('\n') + 1;
  if (whole < text.length) await handle.truncate(size - Buffer.byteLength(text.slice(whole)));
}
