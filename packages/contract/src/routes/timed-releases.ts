import type { Routes } from '../route.js';

/** Timed releases: first come, first served, while stock lasts. */
export const timedReleaseRoutes = {
  get: {
    id: 'timedReleases.get',
    service: 'consumer',
    method: 'GET',
    path: '/timed-releases/{timedReleaseId}',
    auth: [['pk'], ['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  enter: {
    id: 'timedReleases.enter',
    service: 'consumer',
    method: 'POST',
    path: '/timed-releases/{timedReleaseId}/enter',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  leave: {
    id: 'timedReleases.leave',
    service: 'consumer',
    method: 'POST',
    path: '/timed-releases/{timedReleaseId}/leave',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  status: {
    id: 'timedReleases.status',
    service: 'consumer',
    method: 'GET',
    path: '/timed-releases/{timedReleaseId}/status',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
} as const satisfies Routes;
