import { adminOperation } from '../../admin-operation.js';
import * as retention from '../../schemas/admin/retention.js';

const response = retention.retentionSettingsSchema;
const stability = 'extension';

/** How long things are kept. */
export const adminRetentionOperations = {
  get: adminOperation('admin.retention.get', 'GET /retention', {
    summary: 'Reads for how many days things are kept, and whether pages need consent.',
    response,
    errors: [],
    stability,
  }),
  update: adminOperation('admin.retention.update', 'PATCH /retention', {
    summary: 'Changes for how many days things are kept, and whether pages need consent.',
    description:
      'Activity and events of pages are kept for 90 days unless told otherwise, the audit log for 365, what was deleted for 30. A shorter time counts from the next sweep on, at most a day later.',
    body: retention.updateRetentionSchema,
    response,
    errors: [],
    stability,
  }),
};
