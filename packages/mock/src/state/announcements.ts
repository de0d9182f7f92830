import type { Announcement } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import { anchorTimesOf } from '../experiences/anchor-times.js';
import { deliverAnnouncement } from '../experiences/deliver-announcement.js';
import { announcementTime } from '../mechanisms/announcement-time.js';
import type { Tenant } from '../tenant.js';
import { createExperienceTree } from './experience-tree.js';
import { createScheduledEvents, type ScheduledEventRow } from './scheduled-events.js';
import { createTable, type Patch, type RowOf, type Table } from './table.js';

/** What is kept of an announcement: what its merchant said. */
export type AnnouncementFields = {
  readonly [Name in keyof Omit<Announcement, 'id' | BaseName>]-?: Exclude<Announcement[Name], undefined>;
};
type BaseName = 'organizationId' | 'createdAt' | 'createdBy' | 'archived' | 'updatedAt' | 'updatedBy';

/** A stored announcement. */
export type AnnouncementRow = RowOf<AnnouncementFields>;

/** The announcements of all tenants. */
export interface Announcements {
  readonly table: Table<AnnouncementFields>;
  add(tenant: Tenant, fields: AnnouncementFields, by: string): AnnouncementRow;
  update(row: AnnouncementRow, patch: Patch<AnnouncementFields>, by: string): void;
  /** Puts an announcement away; it is not made any more. */
  archive(row: AnnouncementRow, by: string): void;
  /** When an announcement is made, in milliseconds since the epoch; `null` where nobody can tell yet. */
  timeOf(row: AnnouncementRow): number | null;
  /** It is being made, or was. */
  hasBegun(row: AnnouncementRow): boolean;
  /** Brings the times of a tenant's announcements in step with what they are anchored to. */
  follow(tenant: Tenant): void;
}

/** Makes an empty set of announcements. */
export function createAnnouncements(context: MockContext): Announcements {
  const table = createTable<AnnouncementFields>(context, 'ann');
  const events = context.use(createScheduledEvents);
  const planned = new Map<AnnouncementRow, ScheduledEventRow>();

  const hasBegun = (row: AnnouncementRow): boolean => {
    const status = planned.get(row)?.status;
    return status !== undefined && status !== 'not_started';
  };
  const timeOf = (row: AnnouncementRow): number | null => {
    if (hasBegun(row)) return planned.get(row)?.scheduledAt ?? null;
    const isOver =
      context.use(createExperienceTree).experiences.live(row.tenant, row.experienceId) === undefined;
    return isOver ? null : announcementTime(row, anchorTimesOf(context, row));
  };

  function callOff(row: AnnouncementRow, by: string): void {
    const event = planned.get(row);
    if (event === undefined || hasBegun(row)) return;
    events.cancel(event, by);
    planned.delete(row);
  }

  function replan(row: AnnouncementRow, by: string): void {
    if (row.archived || hasBegun(row)) return;
    const time = timeOf(row);
    const event = planned.get(row);
    if (time === null) return callOff(row, by);
    if (event?.archived === false) return events.move(event, time);
    const payload = { announcementId: row.id, type: row.type, experienceId: row.experienceId };
    const made = {
      topic: 'announcement' as const,
      scheduledAt: time,
      announcementId: row.id,
      by,
      payload,
      confirm: () => timeOf(row),
      run: () => deliverAnnouncement(context, row),
    };
    planned.set(row, events.add(row.tenant, made));
  }

  function follow(tenant: Tenant): void {
    for (const row of table.all(tenant)) replan(row, row.createdBy);
  }

  context.use(createDistributions).onEdit(({ tenant }) => follow(tenant));

  return {
    table,
    add(tenant, fields, by) {
      const row = table.insert(tenant, fields, { by });
      replan(row, by);
      return row;
    },
    update(row, patch, by) {
      table.update(row, patch, by);
      replan(row, by);
    },
    archive(row, by) {
      callOff(row, by);
      table.archive(row, by);
    },
    timeOf,
    hasBegun,
    follow,
  };
}
