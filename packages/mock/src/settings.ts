import { limits, rateLimits, type RateLimitTable } from '@fanfare/contract';
import type { SessionPolicy } from './auth/session-policy.js';
import type { PlatformVersion } from './versions/platform-versions.js';
import type { VersionSunset } from './versions/version-sunset.js';
import { checkSettings } from './options/check-settings.js';

/** What may be changed about the platform, also while it runs. */
export interface MockSettings {
  /** Lifetime of an access token, in seconds. @default 3600 */
  accessTokenTtlSeconds: number;
  /** Lifetime of a refresh token, in seconds. @default 2592000 */
  refreshTokenTtlSeconds: number;
  /** How long the refresh token before the current one still yields the same successor, in milliseconds; 0 is strict. @default 10000 */
  leewayMs: number;
  /** Whether pages may read headers such as `Retry-After` and `Date` (`Access-Control-Expose-Headers`). @default true */
  exposeHeaders: boolean;
  /** Whether webhook endpoints are told of what happens, without being asked. @default true */
  deliverWebhooks: boolean;
  /** Whether the Admin service takes webhook endpoints on this machine, over http too. @default false */
  allowLoopbackWebhooks: boolean;
  /** When sessions of consumers end by themselves. Replace it as a whole. @default never */
  sessionPolicy: SessionPolicy;
  /** The operations that only a consumer with a proven e-mail address may call, by id. @default none */
  verifiedEmailOperations: readonly string[];
  /** Whether bearer tokens are refused: every sign-in and every call of a shopper needs a DPoP proof. @default false */
  requireDpop: boolean;
  /** Whether DPoP proofs must hold a nonce of the platform. @default false */
  requireDpopNonce: boolean;
  /** How often that nonce changes, in seconds; the one before is good for as long again. @default 300 */
  dpopNonceSeconds: number;
  /** The polling hint in state answers, in milliseconds; `undefined` leaves it to the mechanism. @default undefined */
  pollAfterMs: number | undefined;
  /** How often the platform lets itself be called. Replace it as a whole. @default as documented */
  rateLimits: RateLimitTable;
  /** How the time at which a limit is whole again is written. @default 'epoch', which is seconds */
  rateLimitReset: 'epoch' | 'iso';
  /**
   * Which platform it plays: `next` adds to every answer, event and webhook what this contract does not know, as a later platform may;
   * `previous` leaves out what is optional, and does not know the header of versions. @default 'current'
   */
  platformVersion: PlatformVersion;
  /** The version that is being retired, and until when it is answered. Replace it as a whole. @default none */
  versionSunset: VersionSunset | undefined;
}

/**
 * Fills in the defaults of the settings.
 *
 * @throws {TypeError} naming the first setting that cannot be.
 */
export function resolveSettings(given: Partial<MockSettings> = {}): MockSettings {
  return {
    accessTokenTtlSeconds: limits.accessTokenSeconds,
    refreshTokenTtlSeconds: limits.refreshTokenSeconds,
    leewayMs: 10_000,
    exposeHeaders: true,
    deliverWebhooks: true,
    allowLoopbackWebhooks: false,
    verifiedEmailOperations: [],
    requireDpop: false,
    requireDpopNonce: false,
    dpopNonceSeconds: 300,
    pollAfterMs: undefined,
    rateLimits,
    rateLimitReset: 'epoch',
    sessionPolicy: {},
    platformVersion: 'current',
    versionSunset: undefined,
    ...checkSettings(given),
  };
}
