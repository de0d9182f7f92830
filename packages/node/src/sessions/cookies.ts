import { cookieMode } from '@fanfare/contract';
import { serializeCookie } from '../web-security/serialize-cookie.js';
import { sessionCookie } from '../web-security/session-cookie.js';

/** Writes the cookies of a session. */
export interface SessionCookies {
  /** Hands over a session id for as long as the session may last. */
  set(sessionId: string, maxAgeMs: number): string;
  /** Takes back the session and its CSRF token. */
  clear(): readonly string[];
}

/** Creates what writes cookies. */
export function createCookies(isLax: boolean): SessionCookies {
  const name = cookieMode.sessionCookie;
  const rules = isLax ? { dangerouslyLaxForPaymentReturns: true as const } : {};
  return {
    set: (value, maxAgeMs) =>
      sessionCookie({ name, value, maxAgeSeconds: Math.max(0, Math.floor(maxAgeMs / 1_000)), ...rules }),
    clear: () => [
      sessionCookie({ name, value: '', maxAgeSeconds: 0, ...rules }),
      serializeCookie(
        { name: cookieMode.csrfCookie, value: '', maxAgeSeconds: 0 },
        { isHttpOnly: false, sameSite: 'Strict' },
      ),
    ],
  };
}
