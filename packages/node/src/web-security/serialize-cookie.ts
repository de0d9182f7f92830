import { OptionsError } from '@fanfare/core/base';

/** A cookie that browsers send back to the very host that set it, over an encrypted connection. */
export interface HostCookie {
  /** Starts with `__Host-`: browsers then take it only with `Secure`, `Path=/` and no `Domain` (RFC 6265bis §4.1.3.2). */
  readonly name: `__Host-${string}`;
  readonly value: string;
  /** After this the browser forgets it, in seconds; 0 forgets it now. @default it ends with the browser */
  readonly maxAgeSeconds?: number | undefined;
}

/** What differs between the cookies of a session. */
export interface CookieRules {
  readonly isHttpOnly: boolean;
  readonly sameSite: 'Strict' | 'Lax';
}

const nameForm = /^__Host-[A-Za-z0-9_-]{1,64}$/;
/** `cookie-octet` of RFC 6265 §4.1.1. */
const valueForm = /^[!#-+\--:<-[\]-~]{0,3800}$/;

/** Writes a `Set-Cookie` header. @throws OptionsError `invalid_options` where a part cannot stand in one. */
export function serializeCookie(cookie: HostCookie, { isHttpOnly, sameSite }: CookieRules): string {
  const { name, value, maxAgeSeconds } = cookie;
  if (!nameForm.test(name)) throw new OptionsError('The name of a session cookie must start with __Host-.');
  if (typeof value !== 'string' || !valueForm.test(value)) {
    throw new OptionsError(
      'The value of a cookie must be made of letters, digits and signs that cookies take.',
    );
  }
  if (maxAgeSeconds !== undefined && !(Number.isSafeInteger(maxAgeSeconds) && maxAgeSeconds >= 0)) {
    throw new OptionsError('maxAgeSeconds must be a whole number from 0 up.');
  }
  return [
    `${name}=${value}`,
    'Path=/',
    'Secure',
    ...(isHttpOnly ? ['HttpOnly'] : []),
    `SameSite=${sameSite}`,
    ...(maxAgeSeconds === undefined ? [] : [`Max-Age=${maxAgeSeconds}`]),
  ].join('; ');
}
