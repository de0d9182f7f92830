import type { AuditActor } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import type { Principal } from '../principal.js';
import { createAuditSubjects } from './audit-subjects.js';

/** Names who called without telling who they are. */
export function actorOf(context: MockContext, principal: Principal | undefined): AuditActor {
  switch (principal?.kind) {
    case 'secret':
      return { type: 'key', id: principal.keyId };
    case 'consumer': {
      const { tenant, consumerId } = principal;
      return { type: 'consumer', id: context.use(createAuditSubjects).of(tenant, consumerId) ?? null };
    }
    case 'publishable':
      return { type: 'page', id: null };
    default:
      return { type: 'anonymous', id: null };
  }
}
