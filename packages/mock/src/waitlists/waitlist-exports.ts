import type { ConsumerId, WaitlistId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { Editor } from '../distributions/distributions.js';
import { createScheduledEvents } from '../state/scheduled-events.js';
import { createTable, type RowOf } from '../state/table.js';
import { tenantKey } from '../tenant.js';
import { csv } from '../csv.js';
import { waitlistTable, withoutContact, type WaitlistTable } from './waitlist-table.js';
import { createWaitlists, type WaitlistRow } from './waitlists.js';

/** What is kept of an export. */
export interface WaitlistExportFields {
  readonly waitlistId: WaitlistId;
  readonly status: 'PENDING' | 'PROCESSING' | 'COMPLETED';
  /** Per cent. */
  readonly progress: number;
  readonly consumerCount: number;
  /** The file that was made, once it is. */
  readonly lastFileId: number | null;
}

/** A stored export. */
export type WaitlistExportRow = RowOf<WaitlistExportFields>;

/** The exports of all waitlists. */
export interface WaitlistExports {
  start(waitlist: WaitlistRow, editor: Editor): WaitlistExportRow;
  /** Those of a waitlist, the newest first. */
  of(waitlist: WaitlistRow): readonly WaitlistExportRow[];
  /** The text of a file; `undefined` where the waitlist has none with this number. */
  file(waitlist: WaitlistRow, fileId: string): string | undefined;
  /** Takes out of every file who a consumer was. */
  forget(consumerId: ConsumerId): void;
}

/** How long an export waits for its turn; the file is there a second after. */
const pendingMs = 1_000;
/** What becomes of an export meanwhile, and how long after its beginning. */
const steps = [
  { afterMs: pendingMs, status: 'PROCESSING', progress: 0 },
  { afterMs: pendingMs + 500, status: 'PROCESSING', progress: 50 },
] as const;

/** Makes the exports of a platform; they take their time on its clock. */
export function createWaitlistExports(context: MockContext): WaitlistExports {
  const { clock } = context;
  const table = createTable<WaitlistExportFields>(context, 'export');
  const files = new Map<string, WaitlistTable>();
  const madeBy = new Map<string, number>();

  const keyOf = ({ tenant, id }: WaitlistRow, fileId: number | string): string =>
    `${tenantKey(tenant)}/${id}/${fileId}`;

  function finish(job: WaitlistExportRow, waitlist: WaitlistRow): number {
    const owner = tenantKey(job.tenant);
    const fileId = (madeBy.get(owner) ?? 0) + 1;
    madeBy.set(owner, fileId);
    files.set(keyOf(waitlist, fileId), waitlistTable(context, waitlist));
    const consumerCount = context.use(createWaitlists).entries(waitlist).length;
    const done = { status: 'COMPLETED', progress: 100, consumerCount, lastFileId: fileId } as const;
    table.update(job, done, job.createdBy);
    return fileId;
  }

  return {
    start(waitlist, { by }) {
      const consumerCount = context.use(createWaitlists).entries(waitlist).length;
      const begun = { status: 'PENDING', progress: 0, consumerCount, lastFileId: null } as const;
      const job = table.insert(waitlist.tenant, { waitlistId: waitlist.id, ...begun }, { by });
      for (const { afterMs, ...step } of steps) {
        clock.schedule(job.createdAt + afterMs, () => void table.update(job, step, by));
      }
      context.use(createScheduledEvents).add(waitlist.tenant, {
        topic: 'exportWaitlist',
        scheduledAt: job.createdAt + pendingMs,
        by,
        payload: { waitlistId: waitlist.id, exportId: job.id },
        run: () => ({ fileId: finish(job, waitlist) }),
      });
      return job;
    },
    of: ({ tenant, id }) =>
      table
        .all(tenant)
        .filter(({ waitlistId }) => waitlistId === id)
        .reverse(),
    file(waitlist, fileId) {
      const table = files.get(keyOf(waitlist, Number(fileId)));
      return table && csv(table);
    },
    forget(consumerId) {
      for (const [key, table] of files) files.set(key, withoutContact(table, consumerId));
    },
  };
}
