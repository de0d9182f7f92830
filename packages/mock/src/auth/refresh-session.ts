import type { RefreshResult } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { createRefreshTokens } from '../state/refresh-tokens.js';
import { createSessions } from '../state/sessions.js';
import type { Tenant } from '../tenant.js';
import { isAlive } from './is-alive.js';
import { tokenPair } from './open-session.js';
import { reportTokenReuse } from './report-token-reuse.js';

/** What is presented. */
export interface RefreshSessionOptions {
  readonly tenant: Tenant;
  readonly token: string | undefined;
}

/**
 * Exchanges a refresh token for a new pair. A spent one is an alarm: it ends the session, unless it is the one
 * just spent and comes within the leeway, in which case it yields the same pair again.
 *
 * @throws {MockRefusal} `refresh_token_invalid`, `refresh_token_expired`, `refresh_token_reused` or `session_revoked`.
 */
export async function refreshSession(
  context: MockContext,
  { tenant, token }: RefreshSessionOptions,
): Promise<RefreshResult> {
  const tokens = context.use(createRefreshTokens);
  const sessionId = token === undefined ? undefined : tokens.sessionOf(tenant, token);
  const session = sessionId === undefined ? undefined : context.use(createSessions).find(sessionId);
  const consumer = session && context.use(createConsumers).find(tenant, session.consumerId);
  if (token === undefined || session === undefined || consumer === undefined) {
    return refuse('refresh_token_invalid', 'The refresh token is not one that this platform issued.');
  }
  if (!isAlive(context, session)) return refuse('session_revoked', 'The session was ended; sign in again.');

  const rotation = await tokens.rotate({
    tenant,
    token,
    leewayMs: context.profile === 'full' ? context.settings.leewayMs : 0,
    issue: (refreshToken) => tokenPair(context, { session, consumer, refreshToken }),
  });
  switch (rotation.kind) {
    case 'rotated':
    case 'repeated':
      return rotation.result;
    case 'expired':
      return refuse('refresh_token_expired', 'The refresh token has expired; sign in again.');
    case 'reused':
      reportTokenReuse(context, session);
      return refuse('refresh_token_reused', 'The refresh token was used before; its session was ended.');
  }
}
