import { dpop, type AuthSession, type RefreshResult } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createConsumers, type Consumer } from '../state/consumers.js';
import { createRefreshTokens } from '../state/refresh-tokens.js';
import { createSessions, type NewSession, type SessionRecord } from '../state/sessions.js';
import { createAccessTokens } from './access-tokens.js';

/** Who signs in, where, and with which proof. */
export interface OpenSessionOptions extends Pick<NewSession, 'deviceLabel' | 'methods' | 'proofKey'> {
  readonly consumer: Consumer;
}

/** Signs a consumer in: a new session with a new pair of tokens. */
export async function openSession(
  context: MockContext,
  { consumer, ...signIn }: OpenSessionOptions,
): Promise<AuthSession> {
  const { tenant, email } = consumer;
  context.use(createConsumers).noteLogin(consumer);
  const session = context.use(createSessions).open({ ...signIn, tenant, consumerId: consumer.id });
  const refreshToken = context.use(createRefreshTokens).open(tenant, session.id);
  const { accessTokenExpiresAt: _, ...pair } = await tokenPair(context, { session, consumer, refreshToken });
  const expiresAt = context.clock.now() + pair.refreshTokenTtlSeconds * 1000;
  return {
    session: {
      type: consumer.isGuest ? 'guest' : 'authenticated',
      consumerId: consumer.id,
      expiresAt: new Date(expiresAt).toISOString(),
      ...(email !== undefined && { email }),
      ...(email !== undefined &&
        context.profile === 'full' && { emailVerified: consumer.verified.has(email) }),
      ...(consumer.phone !== undefined && { phone: consumer.phone }),
    },
    ...pair,
  };
}

/** What a pair of tokens is made for. */
export interface TokenPairOptions {
  readonly session: SessionRecord;
  readonly consumer: Consumer;
  readonly refreshToken: string;
}

/** Makes the answer around a refresh token. */
export async function tokenPair(
  context: MockContext,
  { session, consumer, refreshToken }: TokenPairOptions,
): Promise<RefreshResult> {
  const { token, expiresAt } = await context.use(createAccessTokens).issue(session, consumer);
  const { refreshTokenTtlSeconds } = context.settings;
  session.expiresAt = Math.max(expiresAt, context.clock.now() + refreshTokenTtlSeconds * 1000);
  return {
    accessToken: token,
    refreshToken,
    refreshTokenTtlSeconds,
    accessTokenExpiresAt: new Date(expiresAt).toISOString(),
    beaconToken: context.newSecret('bt'),
    ...(session.proofKey !== undefined && { tokenType: dpop.scheme }),
  };
}
