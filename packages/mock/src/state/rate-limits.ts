import type { RateLimit, RateLimitName, RateLimitScope } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { levelOf, takeFrom, type Allowance, type Bucket, type Level } from '../mechanisms/token-bucket.js';

/** A limit, and whose calls it counts. */
export interface Counted {
  readonly name: RateLimitName;
  readonly who: string;
}

/** How a caller stands with one limit. */
export interface Quota extends Level {
  readonly name: RateLimitName;
  readonly scope: RateLimitScope;
  /** How many calls the window takes. */
  readonly limit: number;
  readonly windowMs: number;
}

/** The buckets of everybody who calls. */
export interface RateLimits {
  /**
   * Takes a call out of every bucket that counts it, or out of none where one is empty: then that one tells a
   * `waitMs`. Returns how the caller stands, with the limits in the order in which they are given.
   */
  take(counted: readonly Counted[]): readonly Quota[];
}

interface Window extends Allowance {
  readonly name: RateLimitName;
  readonly key: string;
}

const secondMs = 1_000;
const minuteMs = 60_000;
const fewBuckets = 10_000;

/** Makes full buckets for everybody. */
export function createRateLimits({ clock, settings }: MockContext): RateLimits {
  const buckets = new Map<string, Bucket>();
  let tidyAt = fewBuckets;

  const forgetFull = (): void => {
    for (const [key, { fullAt }] of buckets) if (fullAt <= clock.now()) buckets.delete(key);
    tidyAt = Math.max(fewBuckets, 2 * buckets.size);
  };
  return {
    take(counted) {
      const now = clock.now();
      if (buckets.size >= tidyAt) forgetFull();
      const windows = counted.flatMap(({ name, who }) => windowsOf(settings.rateLimits[name], { name, who }));
      const isFree = windows.every(
        (window) => levelOf(window, { bucket: buckets.get(window.key), now }).waitMs === 0,
      );
      return windows.map((window) => {
        const { key, name, calls, withinMs } = window;
        if (isFree) buckets.set(key, takeFrom(window, { bucket: buckets.get(key), now }));
        const level = levelOf(window, { bucket: buckets.get(key), now });
        const waitMs = isFree ? 0 : level.waitMs;
        return {
          ...level,
          waitMs,
          name,
          scope: settings.rateLimits[name].scope,
          limit: calls,
          windowMs: withinMs,
        };
      });
    },
  };
}

/** The numbers are part of the key: who changes a limit starts with full buckets. */
function windowsOf({ perMinute, perSecond }: RateLimit, { name, who }: Counted): Window[] {
  const window = (calls: number, withinMs: number): Window => ({
    name,
    calls,
    withinMs,
    key: `${name}/${String(calls)}/${String(withinMs)}/${who}`,
  });
  const burst = perSecond === undefined ? [] : [window(perSecond, secondMs)];
  return [window(perMinute, minuteMs), ...burst];
}
