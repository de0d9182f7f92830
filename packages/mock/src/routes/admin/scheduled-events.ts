import { scheduledEventOf } from '../../experiences/describe-scheduled-event.js';
import type { HandlersOf } from '../../handler.js';
import { createAnnouncements } from '../../state/announcements.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import { createScheduledEvents, type ScheduledEventRow } from '../../state/scheduled-events.js';

/** What the platform does by itself at a time. */
export const adminScheduledEventHandlers: HandlersOf<'admin.scheduledEvents.list'> = {
  'admin.scheduledEvents.list': ({ context, principal: { tenant }, query }) => {
    context.use(createAnnouncements).follow(tenant);
    const rows = context.use(createScheduledEvents).table.all(tenant);
    const { data, pageInfo } = pageOfRows(rows, {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map(scheduledEventOf), pageInfo };
  },
};

const sortKeys = {
  createdAt: (row: ScheduledEventRow) => row.createdAt,
  scheduledAt: (row: ScheduledEventRow) => row.scheduledAt,
};
