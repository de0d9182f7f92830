import type { DomainConflict, ServerErrorCode } from '@fanfare/contract';

/** What the hosted platform writes where its documentation has a text, or no such code. */
export const hostedTexts: Readonly<Partial<Record<ServerErrorCode, string>>> = {
  unauthorized: 'Authentication required',
  publishable_key_required: 'Authentication required',
  key_invalid: 'unauthorized',
  key_revoked: 'unauthorized',
  secret_key_required: 'Secret key required',
  session_revoked: 'invalid_token',
  session_integrity_failed: 'invalid_token',
  refresh_token_invalid: 'invalid refresh token',
  refresh_token_expired: 'invalid refresh token',
  refresh_token_reused: 'invalid refresh token',
  exchange_code_invalid: 'invalid_exchange_code',
  origin_not_allowed: 'forbidden',
  rate_limited: 'Rate limit exceeded',
  too_many_attempts: 'Rate limit exceeded',
  queue_full: 'Queue is full',
  device_mismatch: 'DEVICE_MISMATCH',
};

/** What the hosted platform writes as a conflict that a shopper's journey can act on, wherever it comes up. */
export const hostedConflicts: Readonly<
  Partial<Record<ServerErrorCode, Pick<DomainConflict, 'code' | 'action'>>>
> = {
  order_limit_exceeded: { code: 'DISTRIBUTION_ORDER_LIMIT', action: 'reroute' },
};

/** The operations whose every conflict the hosted platform writes so. */
export const hostedConflictOperations: ReadonlySet<string> = new Set(['auctions.enter', 'waitlists.enter']);
