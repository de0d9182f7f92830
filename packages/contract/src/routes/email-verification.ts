import type { Routes } from '../route.js';

/** The proof that an e-mail address is the consumer's own. */
export const emailVerificationRoutes = {
  request: {
    id: 'emailVerification.request',
    service: 'consumer',
    method: 'POST',
    path: '/email-verification/request',
    auth: [['pk', 'consumer']],
    retry: 'never',
    stability: 'extension',
  },
  confirm: {
    id: 'emailVerification.confirm',
    service: 'consumer',
    method: 'POST',
    path: '/email-verification/confirm',
    auth: [['pk', 'consumer']],
    retry: 'never',
    stability: 'extension',
  },
} as const satisfies Routes;
