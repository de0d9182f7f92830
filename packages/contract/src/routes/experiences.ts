import type { Routes } from '../route.js';

/** Experiences as a shopper sees them. */
export const experienceRoutes = {
  get: {
    id: 'experiences.get',
    service: 'consumer',
    method: 'GET',
    path: '/experiences/{experienceId}',
    auth: [['pk'], ['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  enter: {
    id: 'experiences.enter',
    service: 'consumer',
    method: 'POST',
    path: '/experiences/{experienceId}/enter',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  leave: {
    id: 'experiences.leave',
    service: 'consumer',
    method: 'DELETE',
    path: '/experiences/{experienceId}/leave',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  route: {
    id: 'experiences.route',
    service: 'consumer',
    method: 'POST',
    path: '/experiences/{experienceId}/route',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  archivedStatus: {
    id: 'experiences.archivedStatus',
    service: 'consumer',
    method: 'POST',
    path: '/experiences/archived-status',
    auth: [['pk']],
    retry: 'safe',
    stability: 'published',
  },
} as const satisfies Routes;
