import type { Routes } from '../route.js';

/** What happens in an experience, for everybody to see. */
export const activityRoutes = {
  feed: {
    id: 'activity.feed',
    service: 'consumer',
    method: 'GET',
    path: '/experiences/{experienceId}/activity',
    auth: [['pk'], ['pk', 'consumer']],
    retry: 'safe',
    stability: 'extension',
  },
  stream: {
    id: 'activity.stream',
    service: 'consumer',
    method: 'GET',
    path: '/experiences/{experienceId}/activity/stream',
    auth: [['pk'], ['pk', 'consumer']],
    retry: 'safe',
    stability: 'extension',
  },
  track: {
    id: 'activity.track',
    service: 'consumer',
    method: 'POST',
    path: '/experiences/{experienceId}/activity/track',
    auth: [['pk'], ['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'extension',
  },
} as const satisfies Routes;
