import type { ConsumerId } from '@fanfare/contract';
import { checkOptions, isFanfareError, OptionsError } from '@fanfare/core/base';
import { log } from '../logger.js';
import { csrfWith, type Csrf } from '../web-security/csrf.js';
import { createCookies } from './cookies.js';
import { forgivingClock } from './forgiving-clock.js';
import { guardStore } from './guard-store.js';
import { handleRequest } from './handle-request.js';
import { createPlatform } from './platform.js';
import { createRenewals } from './renewals.js';
import { revokeTokens } from './revoke-tokens.js';
import type { SessionServices } from './session-services.js';
import { resolveSessionsOptions, type SessionsOptions } from './sessions-options.js';
import { touch } from './touch.js';
import { createVault } from './vault.js';
import { openVisit } from './visit.js';

/** Who makes a request, as the session cookie says. */
export interface MerchantSession {
  /** Names the sign-in. It opens nothing, and may be logged. */
  readonly id: string;
  readonly consumerId: ConsumerId;
  readonly isGuest: boolean;
  readonly email?: string | undefined;
  readonly emailVerified?: boolean | undefined;
  readonly phone?: string | undefined;
  /** When the shopper signed in. */
  readonly signedInAt: Date;
  /**
   * Returns a usable access token to call the platform in the shopper's name, renewed where it has to be.
   *
   * @throws AuthenticationError where the platform ended the session; FanfareError where only the renewal failed
   */
  getAccessToken(): Promise<string>;
}

/** How a session is read. */
export interface ReadSessionOptions {
  /** Whether the request counts as something that the shopper did. Leave polling out. @default `true` */
  readonly countsAsActivity?: boolean | undefined;
  /** Reads the session also of an unsafe request that no page of yours may have sent. @default such a request is refused */
  readonly dangerouslySkipCsrf?: true | undefined;
}

/** The sessions of a shop's pages: opaque cookies in browsers, and the tokens here. */
export interface Sessions {
  /** Answers what pages in cookie mode ask: mount it for GET and POST under `path`. Never rejects. */
  readonly handler: (request: Request) => Promise<Response>;
  /**
   * Reads whose request it is, by the cookie alone. An unsafe request must carry the CSRF token of the session.
   *
   * @returns `null` where nobody is signed in.
   * @throws PermissionError `csrf_origin_refused`, `csrf_token_missing`, `csrf_token_invalid`: answer 403; FanfareError
   *   `storage_unavailable`: answer 503, for nobody was signed out
   */
  read(request: Request, options?: ReadSessionOptions): Promise<MerchantSession | null>;
  /** Ends all sessions of a consumer with this shop at once, and at the platform as well as it can; returns how many there were. */
  endAll(consumerId: string): Promise<number>;
  /** The CSRF tokens of these sessions, for forms of your own. */
  readonly csrf: Csrf;
}

/**
 * Creates the sessions of a shop's pages. The refresh token stays in the store, sealed; pages get short access tokens. Creating
 * them sends nothing.
 *
 * @throws OptionsError `invalid_options`
 * @example
 * ```ts
 * import { createSessions, memorySessionStore } from '@fanfare/node/sessions';
 *
 * const sessions = createSessions({
 *   publishableKey: 'pk_test_a1b2c3d4e5f6',
 *   store: memorySessionStore(),
 *   keys: [{ id: '2026-11', secret: process.env['SEAL_KEY_2026_11'] ?? '' }],
 *   origins: ['https://shop.example'],
 * });
 * export const GET = sessions.handler;
 * export const POST = sessions.handler;
 * ```
 */
export function createSessions(options: SessionsOptions): Sessions {
  const resolved = resolveSessionsOptions(options);
  const { keys, clock, random, limits, publishableKey, origins, path, logger } = resolved;
  const store = guardStore(resolved.store, clock);
  const platform = createPlatform({ ...resolved, clock: forgivingClock(clock) });
  const vault = createVault({ store, keys, clock, limits, tenant: publishableKey });
  const csrf = csrfWith(keys, origins);
  const services: SessionServices = {
    vault,
    platform,
    renewals: createRenewals({ vault, store, platform, clock, random, ...resolved.times }),
    csrf,
    cookies: createCookies(resolved.isLax),
    limits,
    origins,
    clock,
  };
  const onError = (error: unknown): void => {
    const code = isFanfareError(error) ? error.code : 'internal_error';
    const name = error instanceof Error ? error.name : typeof error;
    log(logger, 'warn', {
      message: `fanfare: a request of a page was refused: ${code}`,
      fields: { code, name },
    });
  };

  return {
    handler: (request) => handleRequest(request, { services, path, onError }),
    async read(request, readOptions = {}) {
      const { countsAsActivity, isCsrfSkipped } = checkReading(readOptions);
      const { live } = await openVisit(request, services);
      if (live === null) return null;
      if (!isCsrfSkipped) await services.csrf.demand(request, live.sessionId);
      if (countsAsActivity) await touch(live, { services, activeAt: clock.now() });
      const { id, session, createdAt } = live.record;
      const { consumerId, type, email, emailVerified, phone } = session;
      return {
        id,
        consumerId,
        isGuest: type === 'guest',
        email,
        emailVerified,
        phone,
        signedInAt: new Date(createdAt),
        getAccessToken: async () => (await services.renewals.usable(live.key)).tokens.accessToken,
      };
    },
    async endAll(consumerId) {
      const found = await vault.keysOf(consumerId);
      const records = await Promise.all(
        found.map(async (key) => {
          const record = await vault.open(key);
          await vault.remove(key);
          return record;
        }),
      );
      const ended = records.filter((record) => record !== null);
      await Promise.all(ended.map((record) => revokeTokens(record, { platform, now: clock.now() })));
      return ended.length;
    },
    csrf: { issue: csrf.issue, verify: csrf.verify, isIssued: csrf.isIssued },
  };
}

function checkReading(options: ReadSessionOptions): { countsAsActivity: boolean; isCsrfSkipped: boolean } {
  checkOptions(options, ['countsAsActivity', 'dangerouslySkipCsrf'], 'sessions.read');
  const { countsAsActivity = true, dangerouslySkipCsrf: isSkipped } = options;
  if (typeof countsAsActivity !== 'boolean')
    throw new OptionsError('countsAsActivity must be true or false.');
  if (isSkipped !== undefined && isSkipped !== true) {
    throw new OptionsError('dangerouslySkipCsrf must be true, or left out.');
  }
  return { countsAsActivity, isCsrfSkipped: isSkipped === true };
}
