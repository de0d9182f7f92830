import { createHash } from 'node:crypto';
import type { CreateAudienceImport } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createAudiences } from '../state/audiences.js';
import { createScheduledEvents } from '../state/scheduled-events.js';
import { createUploads, type UploadedFile } from '../state/uploads.js';
import type { AudienceRow, ImportRow } from './audience-rows.js';
import { importMembers, type MemberFile } from './import-members.js';
import { createMemberLists } from './member-lists.js';

/** How long the address takes the file. */
const uploadMs = 15 * 60_000;
/** How long the file waits to be read. */
const waitMs = 10_000;

/** Expects a file of members: it goes to an address of its own, and is read a little later on the platform's clock. */
export function expectImport(
  context: MockContext,
  { audience, file, by }: { audience: AudienceRow; file: CreateAudienceImport; by: string },
): ImportRow {
  const { imports } = context.use(createAudiences);
  const expiresAt = context.clock.now() + uploadMs;
  const row = imports.insert(
    audience.tenant,
    {
      audienceId: audience.id,
      fileName: file.fileName,
      status: 'PENDING',
      uploadUrl: null,
      uploadUrlExpiresAt: expiresAt,
      importedCount: 0,
      skippedCount: 0,
      error: null,
    },
    { by },
  );
  row.uploadUrl = context.use(createUploads).expect({
    lifetimeMs: uploadMs,
    maxBytes: file.sizeBytes,
    receive(uploaded) {
      guardFile(uploaded, file);
      Object.assign(row, { status: 'PROCESSING', uploadUrl: null, uploadUrlExpiresAt: null });
      const members: MemberFile = {
        tenant: audience.tenant,
        text: new TextDecoder().decode(uploaded.bytes),
        since: context.clock.now(),
      };
      context.use(createScheduledEvents).add(audience.tenant, {
        topic: 'importAudience',
        scheduledAt: context.clock.now() + waitMs,
        by,
        payload: { audienceId: audience.id, importId: row.id },
        run: () => finish(context, { audience, row, members }),
      });
    },
  });
  context.clock.schedule(expiresAt, () => {
    if (row.status !== 'PENDING') return;
    Object.assign(row, { status: 'FAILED', uploadUrl: null, error: 'The file never came.' });
  });
  return row;
}

/** @throws {MockRefusal} `validation_error` where the file is not the one that was announced. */
function guardFile({ contentType, bytes }: UploadedFile, announced: CreateAudienceImport): void {
  if (contentType.split(';')[0]?.trim().toLowerCase() !== announced.contentType) {
    refuse('validation_error', `The file must be ${announced.contentType}, as it was announced.`);
  }
  if (bytes.byteLength !== announced.sizeBytes) {
    refuse('validation_error', `The file must have ${announced.sizeBytes} bytes, as it was announced.`);
  }
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (announced.sha256 !== undefined && announced.sha256 !== digest) {
    refuse('validation_error', 'The file is another one than was announced: its SHA-256 differs.');
  }
}

function finish(
  context: MockContext,
  { audience, row, members }: { audience: AudienceRow; row: ImportRow; members: MemberFile },
): Record<string, unknown> {
  const read = importMembers(context, members);
  if ('error' in read) {
    const { error } = read;
    Object.assign(row, { status: 'FAILED', error });
    return { error };
  }
  const added = context.use(createMemberLists).add(audience, read.consumerIds);
  const skippedCount = read.skipped + read.consumerIds.length - added;
  Object.assign(row, { status: 'COMPLETED', importedCount: added, skippedCount });
  context.use(createAudiences).redefine(audience, { by: row.createdBy });
  return { importedCount: added, skippedCount };
}
