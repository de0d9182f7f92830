import { createAuditLog } from '../../audit/audit-log.js';
import { listAuditLog } from '../../audit/list-audit-log.js';
import type { HandlersOf } from '../../handler.js';

/** The operations of this resource. */
type AuditLogOperation = `admin.auditLog.${'list' | 'anchor'}`;

/** What happened to an organization, and the proof that nothing of it is missing. */
export const adminAuditLogHandlers: HandlersOf<AuditLogOperation> = {
  'admin.auditLog.list': ({ context, principal: { tenant }, query }) =>
    listAuditLog(context, { tenant, query }),

  'admin.auditLog.anchor': ({ context, principal: { tenant } }) => context.use(createAuditLog).anchor(tenant),
};
