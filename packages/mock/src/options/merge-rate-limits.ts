import type { RateLimit, RateLimitName, RateLimitTable } from '@fanfare/contract';

/** Limits by name; each replaces the one of that name as a whole. */
export type GivenRateLimits = Readonly<Partial<Record<RateLimitName, RateLimit>>>;

/**
 * Puts limits in the place of those of the same name.
 *
 * @throws {TypeError} where there is no such limit, or it is not whole numbers above 0.
 */
export function mergeRateLimits(table: RateLimitTable, given: GivenRateLimits): RateLimitTable {
  const merged: Record<string, RateLimitTable[RateLimitName]> = { ...table };
  for (const [name, limit] of Object.entries(given)) {
    const known = Object.hasOwn(table, name) ? table[name as RateLimitName] : undefined; // its own, so a name
    if (known === undefined) {
      throw new TypeError(`"${name}" is not a rate limit; there are ${Object.keys(table).join(', ')}.`);
    }
    merged[name] = { scope: known.scope, ...checkLimit(name, limit) };
  }
  return merged as RateLimitTable; // the names of a table, and no others
}

function checkLimit(name: string, limit: unknown): RateLimit {
  const { perMinute, perSecond, ...rest } = (limit ?? {}) as Partial<RateLimit>; // nothing of it is believed
  const isKnown = Object.keys(rest).every((field) => field === 'scope');
  if (isKnown && isCount(perMinute) && (perSecond === undefined || isCount(perSecond))) {
    return { perMinute, ...(perSecond !== undefined && { perSecond }) };
  }
  throw new TypeError(
    `The rate limit "${name}" must be { perMinute, perSecond? } with whole numbers from 1 to ${String(most)}.`,
  );
}

const most = 1_000_000_000;

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;
}
