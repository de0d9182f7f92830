import type { Routes } from '../route.js';

/** Queues: a shopper's place in line, and the merchant's hand in it. */
export const queueRoutes = {
  get: {
    id: 'queues.get',
    service: 'consumer',
    method: 'GET',
    path: '/queues/{queueId}',
    auth: [['pk'], ['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  enter: {
    id: 'queues.enter',
    service: 'consumer',
    method: 'POST',
    path: '/queues/{queueId}/enter',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  leave: {
    id: 'queues.leave',
    service: 'consumer',
    method: 'POST',
    path: '/queues/{queueId}/leave',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  status: {
    id: 'queues.status',
    service: 'consumer',
    method: 'GET',
    path: '/queues/{queueId}/status',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  admit: {
    id: 'queues.admit',
    service: 'consumer',
    method: 'POST',
    path: '/queues/{queueId}/admit',
    auth: [['sk']],
    retry: 'idempotent',
    stability: 'published',
  },
  deny: {
    id: 'queues.deny',
    service: 'consumer',
    method: 'POST',
    path: '/queues/{queueId}/deny',
    auth: [['sk']],
    retry: 'idempotent',
    stability: 'published',
  },
} as const satisfies Routes;
