import { adminOperation } from '../../admin-operation.js';
import * as analytics from '../../schemas/admin/analytics.js';

/** What happened, in numbers. */
export const adminAnalyticsOperations = {
  query: adminOperation('admin.analytics.query', 'POST /analytics/query', {
    summary: 'Counts and adds up what happened, step by step over a time of at most 90 days.',
    description:
      'Steps in which nothing happened are left out. Amounts are those in the currency of the organization; an average is rounded down to cents.',
    body: analytics.analyticsQuerySchema,
    response: analytics.analyticsResultSchema,
    errors: [],
    retry: 'safe',
  }),
};
