import { checkOptions, OptionsError } from '@fanfare/core/base';
import { serializeCookie, type HostCookie } from './serialize-cookie.js';

/** A cookie that holds a session. Nothing here makes it readable for scripts, or sends it along with a foreign site's request. */
export interface SessionCookie extends HostCookie {
  /**
   * Sends the cookie also when a link or a redirect of another site leads the whole window here, as a payment page does on its
   * way back (`SameSite=Lax`). Every other site can then make such a visit in the shopper's name: let no GET change anything.
   *
   * @default the cookie stays away (`SameSite=Strict`)
   */
  readonly dangerouslyLaxForPaymentReturns?: true | undefined;
}

/**
 * Writes the `Set-Cookie` header of a session: `__Host-`, `Secure`, `HttpOnly`, `SameSite=Strict`. A page on another site, such as
 * one that embeds yours, does not get it along: such a page works with bearer tokens.
 *
 * @throws OptionsError `invalid_options`
 * @example
 * ```ts
 * import { sessionCookie } from '@fanfare/node/web-security';
 *
 * const cookie = sessionCookie({ name: '__Host-till', value: 'b0b5', maxAgeSeconds: 3_600 });
 * const response = new Response(null, { headers: { 'set-cookie': cookie } });
 * ```
 */
export function sessionCookie(cookie: SessionCookie): string {
  checkOptions(
    cookie,
    ['name', 'value', 'maxAgeSeconds', 'dangerouslyLaxForPaymentReturns'],
    'sessionCookie',
  );
  const { dangerouslyLaxForPaymentReturns: isLax } = cookie;
  if (isLax !== undefined && isLax !== true) {
    throw new OptionsError('dangerouslyLaxForPaymentReturns must be true, or left out.');
  }
  return serializeCookie(cookie, { isHttpOnly: true, sameSite: isLax === true ? 'Lax' : 'Strict' });
}
