import type { ServerErrorCode } from './errors.js';

/** An answer that ends a session. Nothing else does: not a 5xx, not a 429, not a proxy's HTML page. */
export interface SessionEnd {
  /** Where the answer was given: to the refresh itself, or to any call that carried an access token. */
  readonly on: 'refresh' | 'call';
  readonly status: number;
  readonly contentType: 'application/json';
  /** The code, after documented texts were mapped to codes. */
  readonly code: ServerErrorCode;
  /** What the application is told. */
  readonly reason: SessionEndReason;
}

/** Why a session ended. */
export type SessionEndReason = 'logout' | 'expired' | 'revoked' | 'token_reuse' | 'replaced';

/** The literal table of answers that end a session. */
export const sessionEnds: readonly SessionEnd[] = [
  {
    on: 'refresh',
    status: 401,
    contentType: 'application/json',
    code: 'refresh_token_invalid',
    reason: 'expired',
  },
  {
    on: 'refresh',
    status: 401,
    contentType: 'application/json',
    code: 'refresh_token_expired',
    reason: 'expired',
  },
  {
    on: 'refresh',
    status: 401,
    contentType: 'application/json',
    code: 'refresh_token_reused',
    reason: 'token_reuse',
  },
  { on: 'refresh', status: 401, contentType: 'application/json', code: 'session_revoked', reason: 'revoked' },
  { on: 'call', status: 401, contentType: 'application/json', code: 'session_revoked', reason: 'revoked' },
  {
    on: 'refresh',
    status: 401,
    contentType: 'application/json',
    code: 'session_integrity_failed',
    reason: 'revoked',
  },
  {
    on: 'call',
    status: 401,
    contentType: 'application/json',
    code: 'session_integrity_failed',
    reason: 'revoked',
  },
];
