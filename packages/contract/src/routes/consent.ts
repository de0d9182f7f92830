import type { Routes } from '../route.js';

/** What a shopper agreed to. */
export const consentRoutes = {
  get: {
    id: 'consent.get',
    service: 'consumer',
    method: 'GET',
    path: '/consent',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'extension',
  },
  update: {
    id: 'consent.update',
    service: 'consumer',
    method: 'PUT',
    path: '/consent',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'extension',
  },
} as const satisfies Routes;
