import type { Routes } from '../route.js';

/** Organizations, as a page sees its own. */
export const organizationRoutes = {
  settings: {
    id: 'organizations.settings',
    service: 'consumer',
    method: 'GET',
    path: '/organizations/{organizationId}/settings',
    auth: [['pk'], ['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
} as const satisfies Routes;
