import { can, operationAccess } from '@fanfare/contract';
import { callTargets } from '../access/call-targets.js';
import { memberPrincipal } from '../access/role-principal.js';
import { refuse } from '../refusal.js';
import type { ProvenCall } from './proven-call.js';

/**
 * Refuses a member's key what the roles of the member do not allow. The roles are those that the platform keeps:
 * nothing of the request says anything about them.
 *
 * @throws {MockRefusal} `forbidden`, naming the permission.
 */
export function guardPermission({ principal, operation, context, raw }: ProvenCall): void {
  const access = operationAccess(operation);
  if (principal.kind !== 'secret' || access === undefined) return;
  const { tenant, rights } = principal;
  if (rights.memberId === null) return;
  const { permission, resource } = access;
  const member = memberPrincipal(context, tenant, rights.memberId);
  const isAllowed = callTargets(context, { tenant, operation, resource, raw }).every((target) =>
    can(context.roleSet, { principal: member, permission, target }),
  );
  if (isAllowed) return;
  const message = `The roles of the member do not allow to ${permission} these ${resource}.`;
  refuse('forbidden', message, { details: { permission, resource } });
}
