import { headers as names, type ProfileName } from '@fanfare/contract';
import type { Quota } from '../state/rate-limits.js';

/** How the state of limits is written. */
export interface RateLimitHeaderOptions {
  readonly profile: ProfileName;
  /** Whether the time of reset is a number of seconds or a text. */
  readonly reset: 'epoch' | 'iso';
  readonly now: number;
}

const minuteMs = 60_000;

/**
 * Writes how a caller stands as headers: the documented three tell of the limit that is nearest to refuse, those of
 * draft-ietf-httpapi-ratelimit-headers-10 of every one.
 */
export function rateLimitHeaders(
  quotas: readonly Quota[],
  { profile, reset, now }: RateLimitHeaderOptions,
): Record<string, string> {
  const nearest = nearestOf(quotas);
  if (nearest === undefined) return {};
  const seconds = Math.ceil(nearest.fullAt / 1000);
  const documented = {
    [names.rateLimitLimit]: String(nearest.limit),
    [names.rateLimitRemaining]: String(nearest.remaining),
    [names.rateLimitReset]: reset === 'epoch' ? String(seconds) : new Date(seconds * 1000).toISOString(),
  };
  if (profile === 'hosted') return documented;
  return {
    ...documented,
    'ratelimit-policy': quotas
      .map((quota) => `${itemOf(quota)};q=${String(quota.limit)};w=${String(quota.windowMs / 1000)}`)
      .join(', '),
    ratelimit: quotas
      .map((quota) => `${itemOf(quota)};r=${String(quota.remaining)};t=${String(untilFull(quota, now))}`)
      .join(', '),
  };
}

/** The one that refuses, or else the one with the fewest calls left in a minute; bursts pass before anybody could read of them. */
function nearestOf(quotas: readonly Quota[]): Quota | undefined {
  const refusing = quotas.find(({ waitMs }) => waitMs > 0);
  if (refusing !== undefined) return refusing;
  return quotas
    .filter(({ windowMs }) => windowMs === minuteMs)
    .sort((a, b) => a.remaining - b.remaining)
    .at(0);
}

function itemOf({ name, windowMs }: Quota): string {
  return `"${name}${windowMs === minuteMs ? '' : '-burst'}"`;
}

function untilFull({ fullAt }: Quota, now: number): number {
  return Math.ceil((fullAt - now) / 1000);
}
