import { AuthenticationError, type Clock } from '@fanfare/core/base';
import { refusalOf, type LoginRefusal } from './login-refusal.js';
import type { TokenExchange } from './token-exchange.js';
import type { TokenManagerEvent } from './token-manager-event.js';
import { pairFrom, type TokenPair } from './token-record.js';

/** With what the next tokens are had. */
export interface NewPairOptions {
  readonly exchange: TokenExchange;
  readonly clock: Clock;
  readonly tell: (event: TokenManagerEvent) => void;
  /** Hears of a login that was refused for good, before it is thrown. */
  readonly onRefusal: (refusal: LoginRefusal) => Promise<void>;
}

/**
 * Gets the next tokens: by the refresh token where there is one, and by another login where that was refused for good.
 *
 * @throws what the exchange threw
 */
export async function newPair(
  present: TokenPair | undefined,
  { exchange, clock, tell, onRefusal }: NewPairOptions,
): Promise<TokenPair> {
  if (present !== undefined) {
    try {
      const pair = pairFrom(await exchange.refresh(present.refreshToken), clock.now());
      tell({ type: 'refreshed' });
      return pair;
    } catch (error) {
      // Anything else says nothing about the refresh token, which may work the next time.
      if (!(error instanceof AuthenticationError)) throw error;
      if (error.code === 'refresh_token_reused') tell({ type: 'reuse_detected' });
    }
  }
  try {
    const pair = pairFrom(await exchange.login(), clock.now());
    tell({ type: 'logged_in' });
    return pair;
  } catch (error) {
    const refusal = refusalOf(error, clock.now());
    if (refusal !== undefined) await onRefusal(refusal);
    throw error;
  }
}
