import { authRoutes } from '@fanfare/contract';
import type { Answer, Call } from '@fanfare/core';
import { readRefreshResult } from '../guards/read-refresh-result.js';
import type { TokenExchange } from '../session/session.js';

/** Sends a call with exactly the token that is given, or none. */
export type SendAs = (call: Call, accessToken?: string) => Promise<Answer>;

/**
 * Creates the two exchanges that a session makes by itself; each is one request, repeated by nobody.
 *
 * @param sendLast - Sends what is still to be said when the client is destroyed already.
 */
export function createTokenExchange(sendAs: SendAs, sendLast: SendAs = sendAs): TokenExchange {
  return {
    async refresh(refreshToken, signal) {
      const { refresh: route } = authRoutes;
      return readRefreshResult(await sendAs({ route, body: { refreshToken }, signal, maxRetries: 0 }));
    },
    async revoke(accessToken, signal) {
      await sendLast({ route: authRoutes.logout, signal, maxRetries: 0 }, accessToken);
    },
  };
}
