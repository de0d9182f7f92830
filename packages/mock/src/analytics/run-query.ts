import type { AnalyticsQuery, AnalyticsResult } from '@fanfare/contract/admin';
import { isoTime } from '../state/iso-time.js';
import type { Fact } from './fact.js';
import { measureFacts } from './measure-facts.js';
import type { TimeRange } from './parse-time-range.js';
import { readPath } from './read-path.js';

/** What a query is answered from. */
export interface QueryRun {
  readonly query: AnalyticsQuery;
  readonly range: TimeRange;
  /** The currency of the organization. */
  readonly currency: string;
}

const intervalMs: Readonly<Record<AnalyticsQuery['interval'], number>> = {
  '1m': 60_000,
  '5m': 300_000,
  '10m': 600_000,
  '15m': 900_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '12h': 43_200_000,
  '1d': 86_400_000,
};

/** Counts and adds up facts, step by step: steps begin at whole multiples since the epoch, and empty ones are left out. */
export function runQuery(facts: readonly Fact[], { query, range, currency }: QueryRun): AnalyticsResult {
  const step = intervalMs[query.interval];
  const events = new Set<string>(query.measures.map(({ event }) => event));
  const grouped = new Map<string, Group>();
  for (const fact of facts) {
    if (!events.has(fact.event) || fact.at < range.from || fact.at >= range.to) continue;
    if (!(query.where ?? []).every((condition) => meets(fact, condition))) continue;
    const bucket = Math.floor(fact.at / step) * step;
    const segment = query.groupBy === undefined ? undefined : fact.segment;
    const key = `${bucket} ${segment ?? ''}`;
    const group = grouped.get(key) ?? { bucket, segment, facts: [] };
    group.facts.push(fact);
    grouped.set(key, group);
  }
  const groups = [...grouped.values()].sort(
    (a, b) => a.bucket - b.bucket || ((a.segment ?? '') < (b.segment ?? '') ? -1 : 1),
  );
  return { meta: metaOf(query, currency), data: groups.map((group) => describe(group, { query, currency })) };
}

interface Group {
  readonly bucket: number;
  readonly segment: string | undefined;
  readonly facts: Fact[];
}

function describe(
  { bucket, segment, facts }: Group,
  { query, currency }: Pick<QueryRun, 'query' | 'currency'>,
): AnalyticsResult['data'][number] {
  const series = query.measures.flatMap((measure) => {
    const own = facts.filter(({ event }) => event === measure.event);
    const value = measureFacts(own, { measure, currency });
    return value === undefined ? [] : [[measure.name, value] as const];
  });
  return {
    time_bucket: isoTime(bucket),
    series: Object.fromEntries(series),
    ...(segment !== undefined && { segment_rfm: segment }),
  };
}

function metaOf({ measures }: AnalyticsQuery, currency: string): AnalyticsResult['meta'] {
  return Object.fromEntries(
    measures.map(({ name, unit }) => [name, { unit, ...(unit === 'currency' && { currency }) }]),
  );
}

function meets(fact: Fact, { path, op, value }: NonNullable<AnalyticsQuery['where']>[number]): boolean {
  const actual = readPath(fact, path);
  if (op === 'in') return Array.isArray(value) && value.includes(actual);
  const isSame = actual === value;
  return op === '!=' || op === 'neq' ? !isSame : isSame;
}
