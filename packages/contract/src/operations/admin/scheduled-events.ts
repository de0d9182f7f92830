import { adminOperation } from '../../admin-operation.js';
import * as events from '../../schemas/admin/scheduled-events.js';
import { pageOf } from '../../schemas/paging.js';

/** What the platform does by itself at a time. */
export const adminScheduledEventOperations = {
  list: adminOperation('admin.scheduledEvents.list', 'GET /scheduled-events', {
    summary: 'Lists what is scheduled and what was carried out, the newest first.',
    query: events.listScheduledEventsSchema,
    response: pageOf(events.scheduledEventSchema),
    stability: 'inferred',
    errors: [],
  }),
};
