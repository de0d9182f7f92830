import { cookieMode } from '@fanfare/contract';
import { checkOptions, isFanfareError } from '@fanfare/core/base';
import { createKeyRing, type KeyRing, type SealingKeysOption } from '../sealing/key-ring.js';
import { openRecord, sealRecord } from '../sealing/sealed-record.js';
import { checkOrigins } from './check-origins.js';
import { checkRequestOrigin, csrfError } from './check-request-origin.js';
import { readCookie } from './read-cookie.js';
import { serializeCookie } from './serialize-cookie.js';

/** How CSRF tokens are made and checked. */
export interface CsrfOptions {
  /** The keys that sign tokens, as those that seal sessions: the first one signs, and all of them verify. */
  readonly keys: SealingKeysOption;
  /** The origins of your own pages, exactly as browsers send them. */
  readonly origins: readonly string[];
}

/** A CSRF token, and the cookie that carries it to the page. */
export interface IssuedCsrf {
  readonly token: string;
  /** The `Set-Cookie` header. Scripts of the page can read this one: they have to repeat it. */
  readonly cookie: string;
}

/** Issues and verifies CSRF tokens: a signed double submit that is bound to the session. */
export interface Csrf {
  /**
   * Makes a token for a session, or for a visitor who has none yet.
   *
   * @param sessionId - What the session cookie holds; `null` for a visitor.
   */
  issue(sessionId: string | null): Promise<IssuedCsrf>;
  /**
   * Lets a request pass that a page of yours sent: from a listed origin, with a token in `x-fanfare-csrf` that is the one in the cookie,
   * and was made for this session. Requests that only read pass. Without a session, so do those with a bearer token, which no browser sends
   * by itself; beside a session it counts for nothing, for then the cookie authenticates the request.
   *
   * @param sessionId - What the session cookie holds; `null` where no cookie authenticates the request.
   * @throws PermissionError `csrf_origin_refused`, `csrf_token_missing`, `csrf_token_invalid`, each to be answered with 403
   */
  verify(request: Request, sessionId: string | null): Promise<void>;
  /** Tells whether the cookie of a request already holds a good token for a session. */
  isIssued(request: Request, sessionId: string | null): Promise<boolean>;
}

/** The same for requests that nothing but a cookie can authenticate. */
export interface CookieCsrf extends Csrf {
  /** As `verify`, and no token of another kind excuses a request: a visitor's sign-in must not be forged either. */
  demand(request: Request, sessionId: string | null): Promise<void>;
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const longestToken = 512;

/**
 * Creates what protects requests that a cookie authenticates.
 *
 * @throws OptionsError `invalid_options`
 * @example
 * ```ts
 * import { createCsrf } from '@fanfare/node/web-security';
 *
 * const csrf = createCsrf({
 *   keys: [{ id: '2026-11', secret: process.env['SEAL_KEY_2026_11'] ?? '' }],
 *   origins: ['https://shop.example'],
 * });
 * export async function POST(request: Request, sessionId: string): Promise<Response> {
 *   await csrf.verify(request, sessionId);
 *   return new Response('done');
 * }
 * ```
 */
export function createCsrf(options: CsrfOptions): Csrf {
  checkOptions(options, ['keys', 'origins'], 'createCsrf');
  const { issue, verify, isIssued } = csrfWith(
    createKeyRing(options.keys),
    checkOrigins(options.origins, 'createCsrf'),
  );
  return { issue, verify, isIssued };
}

/** Creates it from parts that were checked already. */
export function csrfWith(keys: KeyRing, origins: ReadonlySet<string>): CookieCsrf {
  const isGood = async (token: string, sessionId: string | null): Promise<boolean> => {
    if (token.length > longestToken) return false;
    try {
      await openRecord(token, { keys, context: contextOf(sessionId) });
      return true;
    } catch (error) {
      if (isFanfareError(error) && error.code === 'sealed_record_invalid') return false;
      throw error;
    }
  };

  const demand = async (request: Request, sessionId: string | null): Promise<void> => {
    if (safeMethods.has(request.method)) return;
    checkRequestOrigin(request, origins);
    const sent = request.headers.get(cookieMode.csrfHeader);
    const kept = readCookie(request, cookieMode.csrfCookie);
    if (sent === null || sent === '' || kept === undefined) throw csrfError('csrf_token_missing');
    // The comparison may stop early: both sides come from whoever asks. What nobody can guess is the seal.
    if (sent !== kept || !(await isGood(sent, sessionId))) throw csrfError('csrf_token_invalid');
  };

  return {
    async issue(sessionId) {
      const token = await sealRecord('', { keys, context: contextOf(sessionId) });
      const cookie = serializeCookie(
        { name: cookieMode.csrfCookie, value: token },
        { isHttpOnly: false, sameSite: 'Strict' },
      );
      return { token, cookie };
    },
    async verify(request, sessionId) {
      if (sessionId === null && isBearer(request)) return;
      await demand(request, sessionId);
    },
    demand,
    async isIssued(request, sessionId) {
      const kept = readCookie(request, cookieMode.csrfCookie);
      return kept !== undefined && isGood(kept, sessionId);
    },
  };
}

/** A page cannot add this header to a request for another origin without being allowed to, and no browser adds it by itself. */
function isBearer({ headers }: Request): boolean {
  return /^(?:Bearer|DPoP) /i.test(headers.get('authorization') ?? '');
}

function contextOf(sessionId: string | null): readonly string[] {
  return sessionId === null ? ['csrf', 'visitor'] : ['csrf', 'session', sessionId];
}
