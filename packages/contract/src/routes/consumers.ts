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
  requestExport: {
    id: 'consumers.requestExport',
    service: 'consumer',
    method: 'POST',
    path: '/consumers/me/exports',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'extension',
  },
  export: {
    id: 'consumers.export',
    service: 'consumer',
    method: 'GET',
    path: '/consumers/me/exports/{exportId}',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'extension',
  },
  erase: {
    id: 'consumers.erase',
    service: 'consumer',
    method: 'DELETE',
    path: '/consumers/me',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'extension',
  },
} as const satisfies Routes;
