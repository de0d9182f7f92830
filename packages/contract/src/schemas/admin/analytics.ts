import * as z from 'zod/mini';
import { beaconEventNames } from '../../beacon-events.js';
import { platformEventNames } from '../../platform-events.js';
import { currencyCode, form, text, timestamp } from '../shapes.js';

export const analyticsEventSchema = z.enum([...beaconEventNames, ...platformEventNames]);

const measureSchema = z
  .strictObject({
    name: text(1, 100),
    unit: z.enum(['count', 'currency']),
    op: z.enum(['count', 'sum', 'avg']),
    event: analyticsEventSchema,
    field: z.optional(text(1, 200)),
  })
  .check(
    z.refine(({ op, field }) => op === 'count' || field !== undefined, {
      path: ['field'],
      error: 'must be given: there is nothing to add up without it',
    }),
    z.refine(({ op, unit }) => op !== 'count' || unit === 'count', {
      path: ['unit'],
      error: 'must be count: how many there are is no amount',
    }),
  );

const conditionSchema = z
  .strictObject({
    path: text(1, 200),
    op: z.enum(['=', '!=', 'in', 'eq', 'neq']),
    value: z.unknown(),
  })
  .check(
    z.refine(({ op, value }) => (op === 'in') === Array.isArray(value), {
      path: ['value'],
      error: 'must be a list for in, and a single value otherwise',
    }),
  );

export const analyticsQuerySchema = z
  .strictObject({
    interval: z.enum(['1m', '5m', '10m', '15m', '30m', '1h', '6h', '12h', '1d']),
    timeRange: form(
      /^(last_[1-9]\d{0,4}[mhd]|[0-9TZ:.+-]{10,35}\/[0-9TZ:.+-]{10,35})$/,
      'two ISO 8601 times with a slash between them, or "last_" with a span such as "last_7d"',
    ),
    measures: z.array(measureSchema).check(z.minLength(1), z.maxLength(10)),
    where: z.optional(z.array(conditionSchema).check(z.maxLength(20))),
    groupBy: z.optional(z.strictObject({ field: z.literal('segment_rfm') })),
  })
  .check(
    z.refine(({ measures }) => new Set(measures.map(({ name }) => name)).size === measures.length, {
      path: ['measures'],
      error: 'must have names that differ',
    }),
  );

export const analyticsResultSchema = z.object({
  meta: z.record(z.string(), z.object({ unit: z.string(), currency: z.optional(currencyCode) })),
  data: z.array(
    z.object({
      time_bucket: timestamp,
      series: z.record(z.string(), z.union([z.number(), z.string()])),
      segment_rfm: z.optional(z.string()),
    }),
  ),
});

/** The name of an event that can be counted. */
export type AnalyticsEvent = z.infer<typeof analyticsEventSchema>;
/** What to count, over which time, in which steps. */
export interface AnalyticsQuery extends z.infer<typeof analyticsQuerySchema> {}
/** What was counted: steps in which nothing happened are left out, and amounts of money are decimal texts. */
export interface AnalyticsResult extends z.infer<typeof analyticsResultSchema> {}
