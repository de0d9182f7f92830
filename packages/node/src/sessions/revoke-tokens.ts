import type { Platform } from './platform.js';
import { tokenLeft, type SessionRecord } from './session-record.js';

/**
 * Ends a session at the platform, as well as it can: here it is over already. An access token that ran out is renewed once for it, for
 * the platform takes no other word.
 */
export async function revokeTokens(
  { tokens }: SessionRecord,
  { platform, now }: { readonly platform: Platform; readonly now: number },
): Promise<void> {
  try {
    const accessToken =
      tokenLeft(tokens, now) > 0
        ? tokens.accessToken
        : (await platform()('auth.refresh', { body: { refreshToken: tokens.refreshToken.reveal() } }))
            .accessToken;
    await platform({ accessToken })('auth.logout', {});
  } catch {
    // The refresh token is gone from here, and nobody else has it: the session ends of itself.
  }
}
