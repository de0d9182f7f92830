/**
 * The operations that whoever has a second factor may call only shortly after showing it; the others are not asked for one,
 * for a shopper without it has nothing to show.
 */
export const stepUpOperations: readonly string[] = [
  'sessions.revokeAll',
  'mfa.remove',
  'mfa.backupCodes',
  'consumers.requestExport',
  'consumers.erase',
];
