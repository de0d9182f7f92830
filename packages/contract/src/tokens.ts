import type { Mode } from './keys.js';

/** What an access token of a consumer looks like (RFC 9068). */
export const accessToken = {
  type: 'at+jwt',
  issuer: 'consumer-app',
  audience: 'fanfare:consumer',
  algorithms: ['EdDSA', 'ES256'],
  requiredClaims: ['sub', 'org', 'sid', 'jti', 'iat', 'exp'],
} as const;

/**
 * A way to prove who one is: `otp` a one-time code, `mfa` a second factor beside the first one, `external` the merchant's own
 * identity provider, `backup_code` a code for the day on which the authenticator is lost.
 */
export type AuthMethod = 'otp' | 'mfa' | 'external' | 'backup_code';

/** What the proofs of a session are worth: nobody in particular, somebody known, somebody who showed a second factor. */
export type AuthLevel = 'guest' | 'identified' | 'mfa';

/** The claims of a consumer's access token. */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly aud?: string | readonly string[];
  /** The consumer, as in `consumerId`. */
  readonly sub: string;
  /** The organization, as in `organizationId`. */
  readonly org: string;
  /** The session, as in `sessionId`. */
  readonly sid: string;
  readonly jti: string;
  /** Issued at, in seconds since the epoch. */
  readonly iat: number;
  /** Expires at, in seconds since the epoch. */
  readonly exp: number;
  readonly consumerId?: string;
  readonly organizationId?: string;
  readonly sessionId?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly isGuest?: boolean;
  /** How the consumer proved who they are (RFC 8176 §2, and words of our own); an extension, as the three below. */
  readonly amr?: readonly AuthMethod[];
  /** How much that is worth. */
  readonly acr?: AuthLevel;
  /** When they did, in seconds since the epoch. */
  readonly auth_time?: number;
  /** Whether the consumer proved that the e-mail address is theirs; only beside one. */
  readonly email_verified?: boolean;
  /** Whether the session is one of test or of live data; an extension, present in the profile `full`. */
  readonly mode?: Mode;
  /** The key that the token is bound to, by its thumbprint (RFC 9449 §6.1); an extension, absent in a bearer token. */
  readonly cnf?: { readonly jkt: string };
}
