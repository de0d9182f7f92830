import { factsOf } from '../../analytics/facts-of.js';
import { parseTimeRange } from '../../analytics/parse-time-range.js';
import { runQuery } from '../../analytics/run-query.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { worldOrganization } from '../../state/world.js';

/** What happened, in numbers. */
export const adminAnalyticsHandlers: HandlersOf<'admin.analytics.query'> = {
  'admin.analytics.query': ({ context, principal: { tenant }, body }) => {
    const range = parseTimeRange(body.timeRange, context.clock.now());
    if ('problem' in range) return refuse('validation_error', range.problem);
    const currency = worldOrganization(context.world, tenant)?.currencyCode ?? '';
    const segments = body.groupBy === undefined ? 'not needed' : 'needed';
    return runQuery(factsOf(context, { tenant, currency, segments }), { query: body, range, currency });
  },
};
