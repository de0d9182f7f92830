import type { TokenIntrospection } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { MockRefusal } from '../refusal.js';
import { isoTime } from '../state/iso-time.js';
import type { Tenant } from '../tenant.js';
import { createAccessTokens } from './access-tokens.js';
import { authenticateConsumer } from './authenticate-consumer.js';

/** Tells whether an access token would be taken at this moment; of one that would not, nothing else (RFC 7662 §2.2). */
export async function introspectToken(
  context: MockContext,
  { tenant, token }: { readonly tenant: Tenant; readonly token: string },
): Promise<TokenIntrospection> {
  try {
    const { consumerId, sessionId, isGuest, proofKey } = await authenticateConsumer(context, {
      token,
      tenant,
    });
    const { exp } = await context.use(createAccessTokens).verify(token);
    return {
      active: true,
      consumerId,
      sessionId,
      isGuest,
      expiresAt: isoTime(exp * 1000),
      ...(proofKey !== undefined && { cnf: { jkt: proofKey } }),
    };
  } catch (error) {
    if (error instanceof MockRefusal) return { active: false };
    throw error;
  }
}
