import type { Routes } from '../route.js';

/** The sessions of the consumer who is signed in, on all their devices. */
export const sessionRoutes = {
  list: {
    id: 'sessions.list',
    service: 'consumer',
    method: 'GET',
    path: '/sessions',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'extension',
  },
  revoke: {
    id: 'sessions.revoke',
    service: 'consumer',
    method: 'DELETE',
    path: '/sessions/{sessionId}',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'extension',
  },
  revokeAll: {
    id: 'sessions.revokeAll',
    service: 'consumer',
    method: 'POST',
    path: '/sessions/revoke-all',
    auth: [['pk', 'consumer']],
    // A repeat after a lost answer would be refused, because the session that it is made with is over.
    retry: 'never',
    stability: 'extension',
  },
} as const satisfies Routes;
