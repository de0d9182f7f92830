import { FanfareError } from '@fanfare/core/base';
import type { RefreshFailure } from './session-record.js';

/** Makes the error for who has to come back later. */
export function renewalWaiting(
  { code, status }: Pick<RefreshFailure, 'code' | 'status'>,
  retryAfterMs: number,
): FanfareError {
  return new FanfareError('The access token could not be renewed; the session is kept.', {
    code,
    status,
    retryAfterMs: Math.ceil(retryAfterMs),
    retryable: true,
  });
}
