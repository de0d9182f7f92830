import type { RoleAssignment, RolePrincipal } from '@fanfare/contract';
import { AuthenticationError } from '@fanfare/core/base';

/**
 * Copies what counts, so that nothing else of a token's claims gets into a decision.
 *
 * @throws AuthenticationError `invalid_token` where that is no principal
 */
export function principalOf(verified: unknown): RolePrincipal {
  const { id, roles } = (verified ?? {}) as Partial<RolePrincipal>; // each part is checked here
  if (typeof id !== 'string' || id === '' || !Array.isArray(roles)) throw notAPrincipal();
  return { id, roles: roles.map(assignmentOf) };
}

function assignmentOf(given: unknown): RoleAssignment {
  const { role, tenantId, eventId } = (given ?? {}) as Partial<RoleAssignment>; // as above
  const isScope = (scope: unknown): boolean =>
    scope === undefined || (typeof scope === 'string' && scope !== '');
  if (typeof role !== 'string' || !isScope(tenantId) || !isScope(eventId)) throw notAPrincipal();
  return { role, tenantId, eventId };
}

function notAPrincipal(): AuthenticationError {
  return new AuthenticationError('The credential was verified, and yields no principal with roles.', {
    code: 'invalid_token',
  });
}
