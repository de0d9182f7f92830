import type { Session } from './schemas/auth.js';
import type { Route } from './route.js';

/** How a page and the merchant's backend that keeps its tokens speak to each other. */
export const cookieMode = {
  /** Holds the opaque session id; no script can read it. */
  sessionCookie: '__Host-fanfare_session',
  /** Holds the token that a page repeats in {@link cookieMode.csrfHeader}. */
  csrfCookie: '__Host-fanfare_csrf',
  csrfHeader: 'x-fanfare-csrf',
} as const;

/** Tells a page who is signed in, without a token. Everything else has the paths of the platform's own operations. */
export const pageSessionRoute = {
  id: 'cookieMode.session',
  service: 'consumer',
  method: 'GET',
  path: '/session',
  auth: [],
  retry: 'safe',
  stability: 'extension',
} as const satisfies Route;

/** What a merchant's backend refuses by itself, all with 403: no foreign site can make a signed-in browser act. */
export const csrfRefusals = {
  csrf_origin_refused: 'The request comes from another site, or does not say where it comes from.',
  csrf_token_missing: 'The request lacks the CSRF token, in its header or in its cookie.',
  csrf_token_invalid: 'The CSRF token was changed, or belongs to another session.',
} as const satisfies Record<string, string>;

/** A code of {@link csrfRefusals}. */
export type CsrfErrorCode = keyof typeof csrfRefusals;

/** How long a session still lasts, in milliseconds from the answer on. */
export interface PageSessionLimits {
  /** Without anything that the shopper does. */
  readonly idleInMs: number;
  /** Whatever the shopper does. */
  readonly absoluteInMs: number;
}

/** What a page learns of its session. It opens nothing. */
export interface PageSession {
  /** Names the sign-in; the same in all tabs. */
  readonly id: string;
  readonly session: Session;
  /** When it was opened by a sign-in or a step-up, in milliseconds since the epoch, by the clock of the backend; orders sign-ins. */
  readonly openedAt: number;
  readonly limits: PageSessionLimits;
}

/** What a page gets to call the platform with. There is no refresh token in it, and no place for one. */
export interface PageTokens extends PageSession {
  readonly accessToken: string;
  readonly beaconToken: string;
  /** How much is left of the access token, in milliseconds. */
  readonly expiresInMs: number;
  /** Counts the access tokens of this sign-in. */
  readonly generation: number;
}

/** The answer to {@link pageSessionRoute}. */
export interface PageSessionAnswer {
  readonly current: PageSession | null;
}

/** What a page sends to get an access token. */
export interface PageTokenRequest {
  /** The generation of the token that is spent; the answer is a newer one. */
  readonly after: number;
  /** How long ago the shopper last did something, in milliseconds. @default the shopper did nothing since the last time */
  readonly idleMs?: number;
  /** Whether the shopper waits in a line or holds a grant: nobody is cut off then. @default `false` */
  readonly takesPart?: boolean;
}
