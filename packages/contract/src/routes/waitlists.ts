import type { Routes } from '../route.js';

/** Waitlists: interest that is noted down and never becomes a grant. */
export const waitlistRoutes = {
  enter: {
    id: 'waitlists.enter',
    service: 'consumer',
    method: 'POST',
    path: '/waitlists/{waitlistId}/enter',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  leave: {
    id: 'waitlists.leave',
    service: 'consumer',
    method: 'DELETE',
    path: '/waitlists/{waitlistId}/leave',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  status: {
    id: 'waitlists.status',
    service: 'consumer',
    method: 'GET',
    path: '/waitlists/{waitlistId}/status',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
} as const satisfies Routes;
