import type { Routes } from '../route.js';

/** What a page must know about the platform before it does anything. */
export const configRoutes = {
  get: {
    id: 'config.get',
    service: 'consumer',
    method: 'GET',
    path: '/config',
    auth: [['pk'], ['pk', 'consumer']],
    retry: 'safe',
    stability: 'extension',
  },
} as const satisfies Routes;
