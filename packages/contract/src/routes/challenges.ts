import type { Routes } from '../route.js';

/** Bot checks that stand in front of a sequence. */
export const challengeRoutes = {
  verify: {
    id: 'challenges.verify',
    service: 'consumer',
    method: 'POST',
    path: '/challenges/verify',
    auth: [['pk', 'consumer']],
    // A second try counts against the shopper, and a token is good once.
    retry: 'never',
    stability: 'extension',
  },
} as const satisfies Routes;
