import type { Routes } from '../route.js';

/** Loyalty: the points of the shopper who asks. */
export const loyaltyRoutes = {
  balance: {
    id: 'loyalty.balance',
    service: 'consumer',
    method: 'GET',
    path: '/loyalty/balance',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  expirations: {
    id: 'loyalty.expirations',
    service: 'consumer',
    method: 'GET',
    path: '/loyalty/expirations',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  history: {
    id: 'loyalty.history',
    service: 'consumer',
    method: 'GET',
    path: '/loyalty/history',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
} as const satisfies Routes;
