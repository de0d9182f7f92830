import { limits } from '@fanfare/contract';
import type { LiveRecord } from '../stores/token-record.js';
import { readClaims } from './read-claims.js';

/** A record written this much in the future is a rounding between two tabs' clocks, not a clock that was set. */
const toleranceMs = 5_000;
/** An exchange that was begun this recently may still be answered once more by the platform's leeway. */
const unfinishedMs = 60_000;

/**
 * Reads how long an access token lives: `exp − iat`, in milliseconds. Both are the platform's own times, so
 * the clock of this device has no part in it. The signature is the platform's business.
 */
export function readLifetime(accessToken: string): number {
  const { exp, iat } = readClaims(accessToken);
  const lifetimeMs = (Number(exp) - Number(iat)) * 1_000;
  if (lifetimeMs > 0 && lifetimeMs < Infinity) return lifetimeMs;
  return limits.accessTokenSeconds * 1_000; // not readable: the usual one, and a 401 has the last word
}

/** When an access token is refreshed ahead of need, and until when it is handed out; counted from its receipt. */
export interface TokenAges {
  readonly refreshAtMs: number;
  readonly usableMs: number;
}

/**
 * Plans the life of a token. The early refresh falls at random into the last quarter, so that a crowd that
 * signed in together does not come back together; the last moments are left to the request's way.
 */
export function planAges(lifetimeMs: number, random: () => number): TokenAges {
  return {
    refreshAtMs: lifetimeMs * (0.75 + 0.2 * random()),
    usableMs: lifetimeMs - Math.min(5_000, lifetimeMs / 10),
  };
}

/**
 * Estimates the age of a stored token by the clock of this device. Where that clock disagrees with the record
 * the age is unknown, and `Infinity` is the careful answer: it costs one refresh.
 */
export function estimateAge(record: LiveRecord, now: number): number {
  const age = now - record.receivedAt;
  return age < -toleranceMs ? Infinity : Math.max(0, age);
}

/** Tells whether an exchange of this record's refresh token began lately and its answer never came in. */
export function isUnfinished(record: LiveRecord, now: number): boolean {
  const since = now - (record.startedAt ?? -Infinity);
  return since >= 0 && since < unfinishedMs;
}
