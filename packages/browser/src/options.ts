import {
  apiVersion,
  profiles,
  type Mode,
  type ProfileName,
  type PublishableKey,
  type Service,
} from '@fanfare/contract';
import {
  checkLimits,
  checkOptions,
  checkUrl,
  describeType,
  OptionsError,
  resolveServiceUrls,
  systemClock,
  type AttemptEvent,
  type Clock,
} from '@fanfare/core';
import type { Environment } from './environment.js';
import type { CookieModeOptions } from './cookie-mode/cookie-mode.js';
import { checkPublishableKey } from './publishable-key.js';
import { checkSessionLimits } from './session-guard/check-session-limits.js';
import type { SessionLimits } from './session-guard/session-limits.js';
import type { TokenStore } from './stores/token-store.js';

/** What a client can be told. */
export interface FanfareClientOptions {
  /** The key from the dashboard that may be shipped to a page: `pk_test_…` or `pk_live_…`. */
  readonly publishableKey: PublishableKey;
  /** One address for all services, as a self-hosted platform or the mock has. @default the hosted platform */
  readonly baseUrl?: string | undefined;
  /** Addresses of single services; they win over `baseUrl`. @default none */
  readonly urls?: Readonly<Partial<Record<Service, string>>> | undefined;
  /** Origins of your own backends that `fetch` may bring the access token to. @default none */
  readonly trustedOrigins?: readonly string[] | undefined;
  /** What the platform supports. @default `full` where `baseUrl` or `urls` is given, otherwise `hosted` */
  readonly profile?: ProfileName | undefined;
  /**
   * Names the scope of stored sessions, so that they outlive a change of key; and that of a session which the platform's own SDK
   * left in `localStorage`, which is taken over once. @default the key names the scope, and nothing is taken over
   */
  readonly organizationId?: string | undefined;
  /** Refuses a key of the other mode. @default either is taken */
  readonly expectMode?: Mode | undefined;
  /** Where tokens are kept. @default `indexeddb`; where there is none, memory, and `auth:degraded` says so */
  readonly store?: 'indexeddb' | 'memory' | TokenStore | undefined;
  /**
   * Ends sessions that are idle or too old, and warns before with `auth:timeout-warning`: within your limits, or within those that
   * the platform tells. Nobody is signed out while a journey is under way. @default the platform alone ends sessions
   */
  readonly sessionLimits?: SessionLimits | 'platform' | undefined;
  /**
   * Asks for tokens that whoever steals them can use. Without it, sign-ins at a platform that announces DPoP (RFC 9449) are
   * bound to a key that never leaves this browser, where the browser can keep one. @default `false`
   */
  readonly dangerouslyUseBearerTokens?: boolean | undefined;
  /**
   * Leaves the tokens to your own backend (`createSessions` of `@fanfare/node/sessions`), on this page's origin: the page holds a cookie that no
   * script can read and, in memory only, a short access token. Takes the place of `store`. @default the tokens are kept here
   */
  readonly cookieMode?: CookieModeOptions | undefined;
  /**
   * Sends no event of `beacon` and no device id before `consent.get` or `consent.update` told that the shopper agreed.
   * @default `false`
   */
  readonly requireConsent?: boolean | undefined;
  /** @default `globalThis.fetch`, looked up at every call */
  readonly fetch?: typeof fetch | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
  /** Returns a number from 0 up to, not including, 1. @default `Math.random` */
  readonly random?: (() => number) | undefined;
  /** The time for one attempt of a call, in milliseconds. @default 10_000 */
  readonly timeoutMs?: number | undefined;
  /** The time for all attempts of a call and the waits between them, in milliseconds. @default 60_000 */
  readonly totalTimeoutMs?: number | undefined;
  /** How often a call is repeated at most, where its row allows that; at most 10. @default 2 */
  readonly maxRetries?: number | undefined;
  /** Is told about every attempt of every call; holds no secret. @default nothing is told */
  readonly onAttempt?: ((event: AttemptEvent) => void) | undefined;
  /** Stands in for parts of the page, in tests and in unusual hosts. @default the page */
  readonly environment?: Environment | undefined;
}

/** The same, complete and checked. */
export interface ResolvedOptions extends FanfareClientOptions {
  readonly mode: Mode;
  readonly urls: Readonly<Record<Service, string>>;
  readonly trustedOrigins: readonly string[];
  readonly idempotencyHeader: boolean;
  /** The version of the wire that calls name, where preflights of the platform allow it. */
  readonly apiVersion: string | undefined;
  readonly requireConsent: boolean;
  /** Whether sign-ins are bound to a key, where there is a place for one. */
  readonly bindsTokens: boolean;
  /** Names what tabs share: organization (or key), mode and platform. */
  readonly namespace: string;
  readonly store: 'indexeddb' | 'memory' | TokenStore;
  readonly clock: Clock;
  /** The clock that was given; without one the session also measures with a clock that nobody can turn. */
  readonly givenClock: Clock | undefined;
  readonly random: () => number;
  readonly environment: Environment;
}

/** Which options there are, and what is checked of each here: its type, or the words it may be. */
const known = {
  publishableKey: undefined,
  baseUrl: undefined,
  urls: undefined,
  trustedOrigins: undefined,
  profile: Object.keys(profiles),
  organizationId: 'string',
  expectMode: ['test', 'live'],
  store: undefined,
  sessionLimits: undefined,
  dangerouslyUseBearerTokens: 'boolean',
  cookieMode: 'object',
  requireConsent: 'boolean',
  fetch: 'function',
  clock: 'object',
  random: 'function',
  timeoutMs: undefined,
  totalTimeoutMs: undefined,
  maxRetries: undefined,
  onAttempt: 'function',
  environment: 'object',
} as const satisfies Record<
  keyof FanfareClientOptions,
  'boolean' | 'function' | 'object' | 'string' | readonly string[] | undefined
>;

/**
 * Checks the options of a client and fills in what is missing. Touches nothing of the page.
 *
 * @throws `OptionsError` `invalid_options`, naming the option and the type it got, never the value.
 */
export function resolveOptions(given: FanfareClientOptions): ResolvedOptions {
  checkOptions(given, Object.keys(known), 'FanfareClient');
  for (const [name, wanted] of Object.entries(known)) {
    const value = given[name as keyof typeof known];
    if (typeof wanted === 'object') checkChoice(name, value, wanted);
    else if (wanted !== undefined) checkType(name, value, wanted);
  }
  const mode = checkPublishableKey(given.publishableKey, given.expectMode);
  const { sessionLimits } = given;
  checkStore(given.store);
  const { timeoutMs = 10_000, totalTimeoutMs = 60_000, maxRetries = 2 } = given;
  checkLimits({ timeoutMs, totalTimeoutMs, maxRetries });
  checkCookieMode(given);
  if (sessionLimits !== undefined && sessionLimits !== 'platform') checkSessionLimits(sessionLimits);
  const urls = resolveServiceUrls(given);
  const isHosted = given.baseUrl === undefined && given.urls === undefined;
  const profile = profiles[given.profile ?? (isHosted ? 'hosted' : 'full')];
  return {
    ...given,
    mode,
    urls,
    trustedOrigins: checkOrigins(given.trustedOrigins ?? []),
    idempotencyHeader: profile.idempotencyHeader,
    apiVersion: profile.apiVersionHeader ? apiVersion : undefined,
    // The address is part of it: tokens of one platform are never sent to another.
    namespace: [given.organizationId ?? given.publishableKey, mode, urls.consumer].join(' '),
    requireConsent: given.requireConsent ?? false,
    // The backend keeps what a key here would be bound to.
    bindsTokens: profile.dpop && given.cookieMode === undefined && given.dangerouslyUseBearerTokens !== true,
    store: given.store ?? 'indexeddb',
    clock: given.clock ?? systemClock,
    givenClock: given.clock,
    random: given.random ?? Math.random,
    environment: given.environment ?? {},
  };
}

function checkChoice(name: string, value: unknown, choices: readonly string[]): void {
  if (value === undefined || (typeof value === 'string' && choices.includes(value))) return;
  const got = typeof value === 'string' ? 'another string' : describeType(value);
  throw new OptionsError(
    `${name} must be ${choices.map((choice) => `"${choice}"`).join(' or ')}, not ${got}.`,
  );
}

function checkType(name: string, value: unknown, type: 'boolean' | 'function' | 'object' | 'string'): void {
  if (value === undefined || (typeof value === type && value !== null && value !== '')) return;
  throw new OptionsError(
    `${name} must be ${type === 'object' ? 'an' : 'a'} ${type}, not ${describeType(value)}.`,
  );
}

function checkStore(store: unknown): void {
  if (store === undefined || store === 'indexeddb' || store === 'memory') return;
  const isStore = typeof store === 'object' && store !== null && 'read' in store && 'write' in store;
  if (isStore) return;
  const got = typeof store === 'string' ? 'another string' : describeType(store);
  throw new OptionsError(`store must be "indexeddb", "memory" or a TokenStore, not ${got}.`);
}

function checkCookieMode({ cookieMode, store }: FanfareClientOptions): void {
  if (cookieMode === undefined) return;
  checkOptions(cookieMode, ['url'], 'cookieMode');
  if (typeof cookieMode.url !== 'string' || cookieMode.url === '') {
    throw new OptionsError(`cookieMode.url must be a string, not ${describeType(cookieMode.url)}.`);
  }
  if (store !== undefined) {
    throw new OptionsError('cookieMode keeps the tokens out of the page: leave store out.');
  }
}

function checkOrigins(origins: unknown): readonly string[] {
  if (!Array.isArray(origins)) {
    throw new OptionsError(`trustedOrigins must be an array of origins, not ${describeType(origins)}.`);
  }
  return origins.map((origin: string, index) => {
    const option = `trustedOrigins[${index}]`;
    if (String(origin).includes('*')) {
      throw new OptionsError(`${option} has a wildcard, which stands for nothing here; name every origin.`);
    }
    const url = checkUrl(origin, option);
    if (new URL(url).origin === url) return url;
    throw new OptionsError(`${option} must be an origin such as https://shop.example, without a path.`);
  });
}
