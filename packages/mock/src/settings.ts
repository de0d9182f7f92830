import { limits } from '@fanfare/contract';

/** What may be changed about the platform, also while it runs. */
export interface MockSettings {
  /** Lifetime of an access token, in seconds. @default 3600 */
  accessTokenTtlSeconds: number;
  /** Lifetime of a refresh token, in seconds. @default 2592000 */
  refreshTokenTtlSeconds: number;
  /** How long the refresh token before the current one still yields the same successor, in milliseconds; 0 is strict. @default 10000 */
  leewayMs: number;
  /** Whether webhooks are delivered at all. @default true */
  deliverWebhooks: boolean;
  /** The polling hint in state answers, in milliseconds; `undefined` leaves it to the mechanism. @default undefined */
  pollAfterMs: number | undefined;
}

/** Fills in the defaults of the settings. */
export function resolveSettings(given: Partial<MockSettings> = {}): MockSettings {
  return {
    accessTokenTtlSeconds: limits.accessTokenSeconds,
    refreshTokenTtlSeconds: limits.refreshTokenSeconds,
    leewayMs: 10_000,
    deliverWebhooks: true,
    pollAfterMs: undefined,
    ...given,
  };
}
