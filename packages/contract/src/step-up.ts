/**
 * The operations that whoever has a second factor may call only shortly after showing it; the others are not asked for one,
 * for a shopper without it has nothing to show. Ending the present session, as `sessions.revoke` may, is free: it shuts
 * nobody out.
 */
export const stepUpOperations: readonly string[] = [
  'sessions.revoke',
  'sessions.revokeAll',
  'mfa.remove',
  'mfa.backupCodes',
  'consumers.requestExport',
  'consumers.export',
  'consumers.erase',
];
