import type { ScheduledEvent } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';
import { createTable, type RowOf, type Table } from './table.js';

/** What is kept of something that the platform does by itself. */
export interface ScheduledEventFields {
  readonly topic: ScheduledEvent['topic'];
  readonly payload: Record<string, unknown>;
  /** Milliseconds since the epoch. */
  readonly scheduledAt: number;
  readonly status: ScheduledEvent['status'];
  readonly announcementId: string | null;
}

/** A stored event. */
export type ScheduledEventRow = RowOf<ScheduledEventFields>;

/** Something to do at a time. */
export interface NewScheduledEvent extends Pick<ScheduledEventFields, 'topic' | 'scheduledAt'> {
  readonly by: string;
  readonly announcementId?: string;
  readonly payload: Record<string, unknown>;
  /** Tells, when the time has come, when it is really due; `null` calls it off. @default now */
  readonly confirm?: () => number | null;
  /** Does it; what comes back is added to the payload. */
  readonly run: () => Record<string, unknown>;
}

type Doing = Pick<NewScheduledEvent, 'confirm' | 'run'>;

/** What the platform does by itself, of all tenants. */
export interface ScheduledEvents {
  readonly table: Table<ScheduledEventFields>;
  add(tenant: Tenant, event: NewScheduledEvent): ScheduledEventRow;
  /** Puts an event that has not begun off, or forward. */
  move(row: ScheduledEventRow, scheduledAt: number): void;
  /** Calls off an event that has not begun; it is not listed any more. */
  cancel(row: ScheduledEventRow, by: string): void;
}

/** How long it takes to do something, so that it can be seen being done. */
const runMs = 1000;

/** Makes an empty set of events. */
export function createScheduledEvents(context: MockContext): ScheduledEvents {
  const { clock } = context;
  const table = createTable<ScheduledEventFields>(context, 'evt');
  const plans = new Map<ScheduledEventRow, Doing & { readonly undo: () => void }>();

  function plan(row: ScheduledEventRow, doing: Doing): void {
    plans.get(row)?.undo();
    plans.set(row, { ...doing, undo: clock.schedule(row.scheduledAt, () => begin(row, doing)) });
  }

  function begin(row: ScheduledEventRow, { confirm, run }: Doing): void {
    const due = confirm === undefined ? row.scheduledAt : confirm();
    if (due === null) return cancel(row, row.createdBy);
    if (due > clock.now()) return move(row, due);
    row.status = 'pending';
    clock.schedule(clock.now() + runMs, () => {
      plans.delete(row);
      Object.assign(row.payload, run());
      row.status = 'completed';
    });
  }

  function move(row: ScheduledEventRow, scheduledAt: number): void {
    const known = plans.get(row);
    if (known === undefined || row.status !== 'not_started' || row.scheduledAt === scheduledAt) return;
    row.scheduledAt = scheduledAt;
    plan(row, known);
  }

  function cancel(row: ScheduledEventRow, by: string): void {
    if (row.status !== 'not_started') return;
    plans.get(row)?.undo();
    plans.delete(row);
    table.archive(row, by);
  }

  return {
    table,
    add(tenant, { confirm, run, by, announcementId = null, ...event }) {
      const fields = { ...event, announcementId, status: 'not_started' } as const;
      const row = table.insert(tenant, fields, { by });
      plan(row, { ...(confirm !== undefined && { confirm }), run });
      return row;
    },
    move,
    cancel,
  };
}
