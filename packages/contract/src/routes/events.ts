import type { Routes } from '../route.js';

/** What happens to the signed-in shopper, as it happens. */
export const eventRoutes = {
  stream: {
    id: 'events.stream',
    service: 'consumer',
    method: 'GET',
    path: '/events/stream',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'extension',
  },
} as const satisfies Routes;
