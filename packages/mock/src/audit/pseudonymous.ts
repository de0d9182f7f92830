import type { AuditTarget } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';
import { createAuditSubjects } from './audit-subjects.js';

/** Something of an organization, to be written into its log. */
export interface OwnTarget {
  readonly tenant: Tenant;
  readonly target: AuditTarget | null;
}

/** Puts a pseudonym in place of what leads to somebody; nothing in place of somebody who is not there. */
export function pseudonymous(context: MockContext, { tenant, target }: OwnTarget): AuditTarget | null {
  const subjects = context.use(createAuditSubjects);
  switch (target?.type) {
    case 'consumer':
      return named('consumer', subjects.of(tenant, target.id));
    case 'session':
      return named('session', subjects.ofSession(tenant, target.id));
    default:
      return target ?? null;
  }
}

function named(type: string, id: string | undefined): AuditTarget | null {
  return id === undefined ? null : { type, id };
}
