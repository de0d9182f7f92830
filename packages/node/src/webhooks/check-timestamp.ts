import { WebhookError } from './webhook-error.js';

/** Where in time a signature lies. */
export interface Freshness {
  /** Seconds since the epoch. */
  readonly signedAt: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly toleranceSeconds: number;
}

/** Refuses what was signed too long ago, or too far in the future. The limit itself is still good. */
export function checkTimestamp({ signedAt, now, toleranceSeconds }: Freshness): void {
  const skewSeconds = Math.floor(now / 1000) - signedAt;
  if (Math.abs(skewSeconds) <= toleranceSeconds) return;
  const limit = `${toleranceSeconds} s are allowed`;
  if (skewSeconds > 0) {
    const what = `it was signed ${skewSeconds} s ago by the clock of this machine; ${limit}`;
    throw new WebhookError('webhook_timestamp_too_old', { what, skewSeconds });
  }
  const what = `it was signed ${-skewSeconds} s ahead of the clock of this machine; ${limit}`;
  throw new WebhookError('webhook_timestamp_too_new', { what, skewSeconds });
}
