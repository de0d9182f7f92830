import type { Mode } from './keys.js';

/** What an access token of a consumer looks like (RFC 9068). */
export const accessToken = {
  type: 'at+jwt',
  issuer: 'consumer-app',
  audience: 'fanfare:consumer',
  algorithms: ['EdDSA', 'ES256'],
  requiredClaims: ['sub', 'org', 'sid', 'jti', 'iat', 'exp'],
} as const;

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
  /** Whether the session is one of test or of live data; an extension, present in the profile `full`. */
  readonly mode?: Mode;
}
