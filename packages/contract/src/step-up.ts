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

/**
 * The operations that decide what will be proof from now on. Everybody calls them shortly after a proof, a sign-in where
 * there is no second factor yet: a session that was stolen long ago must not shut its owner out.
 */
export const freshProofOperations: readonly string[] = ['mfa.enroll', 'mfa.confirm'];
