import type { Routes } from '../route.js';

/** The second factor of the consumer who is signed in. */
export const mfaRoutes = {
  enroll: {
    id: 'mfa.enroll',
    service: 'consumer',
    method: 'POST',
    path: '/mfa/totp',
    auth: [['pk', 'consumer']],
    // Every call makes a new secret, and the shopper has scanned only one of them.
    retry: 'never',
    stability: 'extension',
  },
  confirm: {
    id: 'mfa.confirm',
    service: 'consumer',
    method: 'POST',
    path: '/mfa/totp/confirm',
    auth: [['pk', 'consumer']],
    retry: 'never',
    stability: 'extension',
  },
  remove: {
    id: 'mfa.remove',
    service: 'consumer',
    method: 'DELETE',
    path: '/mfa/totp',
    auth: [['pk', 'consumer']],
    retry: 'never',
    stability: 'extension',
  },
  backupCodes: {
    id: 'mfa.backupCodes',
    service: 'consumer',
    method: 'POST',
    path: '/mfa/backup-codes',
    auth: [['pk', 'consumer']],
    retry: 'never',
    stability: 'extension',
  },
  stepUp: {
    id: 'mfa.stepUp',
    service: 'consumer',
    method: 'POST',
    path: '/mfa/step-up',
    auth: [['pk', 'consumer']],
    // A code works once, and the session that it was sent with is over.
    retry: 'never',
    stability: 'extension',
  },
} as const satisfies Routes;
