import type { Routes } from '../route.js';

/** Where pages report what happens in them. */
export const beaconRoutes = {
  track: {
    id: 'beacon.track',
    service: 'beacon',
    method: 'POST',
    path: '/events',
    auth: [['pk']],
    retry: 'idempotent',
    stability: 'published',
  },
  trackBatch: {
    id: 'beacon.trackBatch',
    service: 'beacon',
    method: 'POST',
    path: '/events/batch',
    auth: [['pk']],
    retry: 'idempotent',
    stability: 'published',
  },
} as const satisfies Routes;
