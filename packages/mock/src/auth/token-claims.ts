import { accessToken, type AuthLevel } from '@fanfare/contract';
import type { Consumer } from '../state/consumers.js';
import type { SessionRecord } from '../state/sessions.js';

/** The claims that are documented, the same on both profiles. */
export function documentedClaims(session: SessionRecord, consumer: Consumer): Record<string, unknown> {
  const { organizationId } = session.tenant;
  return {
    iss: accessToken.issuer,
    sub: consumer.id,
    org: organizationId,
    sid: session.id,
    consumerId: consumer.id,
    organizationId,
    sessionId: session.id,
    isGuest: consumer.isGuest,
    ...(consumer.email !== undefined && { email: consumer.email }),
    ...(consumer.phone !== undefined && { phone: consumer.phone }),
  };
}

/** The claims that only the profile `full` has. */
export function furtherClaims(session: SessionRecord, consumer: Consumer): Record<string, unknown> {
  const { methods, createdAt, tenant, proofKey } = session;
  return {
    aud: accessToken.audience,
    mode: tenant.mode,
    amr: methods,
    acr: levelOf(session, consumer),
    auth_time: Math.floor(createdAt / 1000),
    ...(proofKey !== undefined && { cnf: { jkt: proofKey } }),
    ...(consumer.email !== undefined && { email_verified: consumer.verified.has(consumer.email) }),
  };
}

function levelOf({ methods }: SessionRecord, { isGuest }: Consumer): AuthLevel {
  if (methods.includes('mfa')) return 'mfa';
  return isGuest ? 'guest' : 'identified';
}
