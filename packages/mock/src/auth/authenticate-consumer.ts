import type { MockContext } from '../context.js';
import type { ConsumerPrincipal } from '../principal.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { createSessions } from '../state/sessions.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createAccessTokens } from './access-tokens.js';
import { isAlive } from './is-alive.js';

/**
 * Establishes which consumer calls: the token must be good, of the tenant of the key, and its session alive.
 *
 * @throws {MockRefusal} `invalid_token`, `token_expired` or `session_revoked`.
 */
export async function authenticateConsumer(
  context: MockContext,
  { token, tenant }: { readonly token: string; readonly tenant: Tenant | undefined },
): Promise<ConsumerPrincipal> {
  const claims = await context.use(createAccessTokens).verify(token);
  const session = context.use(createSessions).find(claims.sid);
  if (session === undefined || session.tenant.organizationId !== claims.org) {
    return refuse('session_revoked', 'The session of the access token is not known here.');
  }
  if (tenant !== undefined && tenantKey(tenant) !== tenantKey(session.tenant)) {
    return refuse('invalid_token', 'The access token is not one of this organization and mode.');
  }
  if (!isAlive(context, session)) return refuse('session_revoked', 'The session was ended; sign in again.');
  const consumer = context.use(createConsumers).find(session.tenant, session.consumerId);
  if (consumer === undefined) return refuse('session_revoked', 'The consumer of the session is gone.');
  return {
    kind: 'consumer',
    tenant: session.tenant,
    consumerId: consumer.id,
    sessionId: session.id,
    isGuest: consumer.isGuest,
    proofKey: claims.cnf?.jkt,
  };
}
