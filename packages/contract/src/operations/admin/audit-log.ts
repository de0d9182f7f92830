import { adminOperation } from '../../admin-operation.js';
import * as audit from '../../schemas/admin/audit-log.js';
import { pageOf } from '../../schemas/paging.js';

const stability = 'extension';

/** What happened, and who did it: a log that can be proven whole. */
export const adminAuditLogOperations = {
  list: adminOperation('admin.auditLog.list', 'GET /audit-log', {
    summary: 'Lists what happened, the newest first; every entry is linked to the one before it.',
    description:
      'With `sortDir=asc` and without filters the entries are the chain itself, which `verifyAuditChain` checks against an anchor. Entries are deleted when their time is over, see `admin.retention`; the chain then begins later.',
    query: audit.listAuditLogSchema,
    response: pageOf(audit.auditEntrySchema),
    errors: [],
    stability,
  }),
  anchor: adminOperation('admin.auditLog.anchor', 'GET /audit-log/anchor', {
    summary:
      'Tells where the log begins and ends now, so that a shortened copy can be told from the whole one.',
    response: audit.auditAnchorSchema,
    errors: [],
    stability,
  }),
};
