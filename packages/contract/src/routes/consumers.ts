import type { Routes } from '../route.js';

/** A consumer's own state, and their profile for the merchant. */
export const consumerRoutes = {
  me: {
    id: 'consumers.me',
    service: 'consumer',
    method: 'GET',
    path: '/consumers/me',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  get: {
    id: 'consumers.get',
    service: 'consumer',
    method: 'GET',
    path: '/consumers/{consumerId}',
    auth: [['sk']],
    retry: 'safe',
    stability: 'published',
  },
} as const satisfies Routes;
