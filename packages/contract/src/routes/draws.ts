import type { Routes } from '../route.js';

/** Draws: entries of shoppers, and the merchant's hand in them. */
export const drawRoutes = {
  get: {
    id: 'draws.get',
    service: 'consumer',
    method: 'GET',
    path: '/draws/{drawId}',
    auth: [['pk'], ['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  enter: {
    id: 'draws.enter',
    service: 'consumer',
    method: 'POST',
    path: '/draws/{drawId}/enter',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  leave: {
    id: 'draws.leave',
    service: 'consumer',
    method: 'POST',
    path: '/draws/{drawId}/leave',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  status: {
    id: 'draws.status',
    service: 'consumer',
    method: 'GET',
    path: '/draws/{drawId}/status',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  deny: {
    id: 'draws.deny',
    service: 'consumer',
    method: 'POST',
    path: '/draws/{drawId}/deny',
    auth: [['sk']],
    retry: 'idempotent',
    stability: 'inferred', // which reasons it takes is not told
  },
} as const satisfies Routes;
