import type { PublishableKey, Service } from '@fanfare/contract';
import { parseKey } from '@fanfare/contract';
import {
  checkOptions,
  describeType,
  OptionsError,
  resolveServiceUrls,
  systemClock,
  type Clock,
} from '@fanfare/core/base';
import { checkClock, checkMethods, checkType, checkWhole } from '../check-option.js';
import type { Logger } from '../logger.js';
import { createKeyRing, type KeyRing, type SealingKeysOption } from '../sealing/key-ring.js';
import { checkOrigins } from '../web-security/check-origins.js';
import { refreshTimes, type RefreshTimes } from './refresh-times.js';
import type { SessionLimits } from './session-limits.js';
import type { SessionStore } from './session-store.js';

/** How the sessions of a shop's pages are kept. */
export interface SessionsOptions {
  /** The key of the shop that its pages would use: `pk_test_…` or `pk_live_…`. */
  readonly publishableKey: PublishableKey;
  /** Where sessions are kept: in memory, in Redis, in PostgreSQL, or in a store of your own. */
  readonly store: SessionStore;
  /** The keys that seal sessions and sign CSRF tokens: the first one seals, and all of them open. */
  readonly keys: SealingKeysOption;
  /** The origins of the shop's pages, exactly as browsers send them. */
  readonly origins: readonly string[];
  /** Where the handler is mounted. @default '/fanfare' */
  readonly path?: string | undefined;
  /** A session ends after so long without anything that the shopper did, in milliseconds. @default 900_000 (15 minutes) */
  readonly idleMs?: number | undefined;
  /**
   * A session ends so long after the sign-in, whatever the shopper does, in milliseconds; one whose pages say that the shopper waits in a line
   * or holds a grant ends `idleMs` after they last said so, and after twice as long at the latest. @default 28_800_000 (8 hours)
   */
  readonly absoluteMs?: number | undefined;
  /**
   * Sends the session cookie also when a payment page leads the shopper back (`SameSite=Lax`). Let no GET of yours change anything then.
   *
   * @default the cookie stays away from whatever another site starts (`SameSite=Strict`)
   */
  readonly dangerouslyLaxForPaymentReturns?: true | undefined;
  /** One address for the whole platform. @default the hosted platform */
  readonly baseUrl?: string | undefined;
  /** Addresses of single services; they win over `baseUrl`. @default none */
  readonly urls?: Readonly<Partial<Record<Service, string>>> | undefined;
  /** @default `globalThis.fetch`, looked up at every call */
  readonly fetch?: typeof fetch | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
  /** Returns a number from 0 up to, not including, 1. @default `Math.random` */
  readonly random?: (() => number) | undefined;
  /**
   * For how long the platform answers a refresh that it has answered before with the same tokens again, in milliseconds. Where that is less than
   * 6_000, asking again might end the session: an answer is waited for for 30 seconds, and not 3.5, and a process that went silent after it had
   * asked for 60 seconds, and not 3.
   *
   * @default 10_000
   */
  readonly leewayMs?: number | undefined;
  /** The time for one call of the platform, in milliseconds. @default 10_000 */
  readonly timeoutMs?: number | undefined;
  /** Is told what happens; everything it gets is free of secrets. @default nothing is logged */
  readonly logger?: Logger | undefined;
}

/** The same, complete and checked. */
export interface ResolvedSessionsOptions {
  readonly publishableKey: string;
  readonly store: SessionStore;
  readonly keys: KeyRing;
  readonly origins: ReadonlySet<string>;
  readonly path: string;
  readonly limits: SessionLimits;
  readonly isLax: boolean;
  readonly urls: Readonly<Record<Service, string>>;
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly times: RefreshTimes;
  readonly timeoutMs: number;
  readonly logger: Logger;
}

const known = [
  'publishableKey',
  'store',
  'keys',
  'origins',
  'path',
  'idleMs',
  'absoluteMs',
  'dangerouslyLaxForPaymentReturns',
  'baseUrl',
  'urls',
  'fetch',
  'clock',
  'random',
  'leewayMs',
  'timeoutMs',
  'logger',
] as const satisfies readonly (keyof SessionsOptions)[];

const storeMethods = ['read', 'write', 'remove', 'keysOf', 'lease', 'release'];
const pathForm = /^(?:\/[A-Za-z0-9._~-]+)+$/;

/** Checks the options. @throws OptionsError `invalid_options`, naming the option and never its value. */
export function resolveSessionsOptions(options: SessionsOptions): ResolvedSessionsOptions {
  checkOptions(options, known, 'createSessions');
  const { publishableKey, store, path = '/fanfare', idleMs, absoluteMs, timeoutMs } = options;
  const { leewayMs = 10_000, fetch, clock, random, logger, dangerouslyLaxForPaymentReturns: isLax } = options;
  if (typeof publishableKey !== 'string' || parseKey(publishableKey)?.kind !== 'publishable') {
    throw new OptionsError('publishableKey must be the publishable key (pk_…) of the shop.');
  }
  if (store === undefined)
    throw new OptionsError('createSessions needs a store, such as memorySessionStore().');
  checkMethods({ store }, storeMethods);
  checkType({ fetch, random }, 'function');
  checkType({ logger }, 'object');
  checkClock(clock);
  checkWhole({ idleMs, absoluteMs }, { min: 60_000, max: 31_536_000_000 });
  checkWhole({ timeoutMs }, { min: 1 });
  checkWhole({ leewayMs }, { min: 0 });
  if (typeof path !== 'string' || !pathForm.test(path)) {
    throw new OptionsError(`path must look like /fanfare, not ${describeType(path)}.`);
  }
  if (isLax !== undefined && isLax !== true) {
    throw new OptionsError('dangerouslyLaxForPaymentReturns must be true, or left out.');
  }
  return {
    publishableKey,
    store,
    keys: createKeyRing(options.keys),
    origins: checkOrigins(options.origins, 'createSessions'),
    path,
    limits: { idleMs: idleMs ?? 900_000, absoluteMs: absoluteMs ?? 28_800_000 },
    isLax: isLax === true,
    urls: resolveServiceUrls({ baseUrl: options.baseUrl, urls: options.urls }),
    fetch,
    clock: clock ?? systemClock,
    random: random ?? Math.random,
    times: refreshTimes(leewayMs),
    timeoutMs: timeoutMs ?? 10_000,
    logger: logger ?? {},
  };
}
