import type { RefreshResult } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { createRefreshTokens } from '../state/refresh-tokens.js';
import { createSessions, type SessionRecord } from '../state/sessions.js';
import type { Tenant } from '../tenant.js';
import { refuseProof } from './dpop/read-proof.js';
import { isAlive } from './is-alive.js';
import { tokenPair } from './open-session.js';
import { reportTokenReuse } from './report-token-reuse.js';

/** What is presented. */
export interface RefreshSessionOptions {
  readonly tenant: Tenant;
  readonly token: string | undefined;
  /** The thumbprint of the key that made the proof of possession. */
  readonly proofKey: string | undefined;
}

/**
 * Exchanges a refresh token for a new pair. A spent one is an alarm: it ends the session, unless it is the one
 * just spent and comes within the leeway, in which case it yields the same pair again.
 *
 * @throws {MockRefusal} `dpop_proof_required` or `dpop_proof_invalid` where the token is bound; `refresh_token_invalid`, `refresh_token_expired`, `refresh_token_reused` or `session_revoked`.
 */
export async function refreshSession(
  context: MockContext,
  { tenant, token, proofKey }: RefreshSessionOptions,
): Promise<RefreshResult> {
  const tokens = context.use(createRefreshTokens);
  const sessionId = token === undefined ? undefined : tokens.sessionOf(tenant, token);
  const session = sessionId === undefined ? undefined : context.use(createSessions).find(sessionId);
  const consumer = session && context.use(createConsumers).find(tenant, session.consumerId);
  if (token === undefined || session === undefined || consumer === undefined) {
    return refuse('refresh_token_invalid', 'The refresh token is not one that this platform issued.');
  }
  if (!isAlive(context, session)) return refuse('session_revoked', 'The session was ended; sign in again.');

  guardKey(session, proofKey);
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

/** Before the token is looked at any closer: who has no key can neither use a bound token, nor sign its owner out with it. */
function guardKey({ proofKey: boundTo }: SessionRecord, proofKey: string | undefined): void {
  if (boundTo === undefined || boundTo === proofKey) return;
  if (proofKey === undefined) {
    refuse('dpop_proof_required', 'The refresh token is bound to a key: send a DPoP proof along.');
  }
  refuseProof('another key made it than the one that the refresh token is bound to');
}
