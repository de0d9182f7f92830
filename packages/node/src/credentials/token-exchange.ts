import type { Secret } from '../secret.js';

/** What a login or a refresh yields. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** How long the access token is good, in milliseconds from its receipt: the clocks need not agree. */
  readonly lifetimeMs: number;
}

/**
 * How a platform hands out tokens. What it throws decides: an `AuthenticationError` or a `TooManyAttemptsError` is a definite refusal,
 * everything else (no answer, 5xx, something unreadable) is a failure that says nothing about the tokens.
 */
export interface TokenExchange {
  /** @throws AuthenticationError, TooManyAttemptsError where the login is refused */
  login(): Promise<IssuedTokens>;
  /** @throws AuthenticationError where the refresh token is refused; `refresh_token_reused` where it was used before */
  refresh(refreshToken: Secret): Promise<IssuedTokens>;
  /** Ends the session of both tokens. */
  logout(tokens: { readonly accessToken: Secret; readonly refreshToken: Secret }): Promise<void>;
}
