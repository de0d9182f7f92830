import { FanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';

/**
 * Tells whether a store of the shop's own may hold a session that it does not show now. The database of a browser that fails is
 * seldom one that opens later: there a guest is better than nobody.
 */
export function mayBeLocked({ session, options }: Pick<Connection, 'session' | 'options'>): boolean {
  // Whoever signed out here wants no session back, whatever the store still holds.
  return typeof options.store === 'object' && session.isDegraded && session.state.status === 'anonymous';
}

/** Makes the error of a guest who would have replaced what is locked. */
export function locked(): FanfareError {
  return new FanfareError(
    'auth.guest was refused: the token store could not be read, and the session that it may hold would be replaced. Have it unlocked and call auth.restore(), or sign the shopper in.',
    { code: 'storage_unavailable', retryable: true },
  );
}
