/**
 * What a page calls by itself, while nobody may be in front of it: refreshing, polling and listening. It keeps no session from
 * being idle.
 */
export const backgroundOperations: ReadonlySet<string> = new Set([
  'auth.refresh',
  'config.get',
  'consumers.me',
  'queues.status',
  'draws.status',
  'auctions.status',
  'auctions.highestBid',
  'auctions.currentPrice',
  'timedReleases.status',
  'appointments.me',
  'waitlists.status',
  'events.stream',
  'activity.feed',
  'activity.stream',
  'activity.track',
  'beacon.track',
  'beacon.trackBatch',
]);
