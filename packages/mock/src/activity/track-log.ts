import type { ActivityTrack } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createActivityLog } from '../state/activity-log.js';
import type { ExperienceRow } from '../state/experience-rows.js';
import { tenantKey } from '../tenant.js';
import { createActivityFeeds } from './activity-feeds.js';

/** Counts what of the feeds was seen and clicked. */
export interface TrackLog {
  /** Takes events in; returns how many were new, and about something that is in the feed. */
  take(experience: ExperienceRow, events: readonly ActivityTrack[]): number;
}

/** How many ids of events are remembered for each tenant. */
const mostIds = 10_000;

/** Makes the log of a platform: for analytics, and without anybody's name. */
export function createTrackLog(context: MockContext): TrackLog {
  const idsOf = new Map<string, Set<string>>();

  /** Tells whether an id is new, and remembers it in place of the oldest. */
  function remember(tenant: ExperienceRow['tenant'], eventId: string): boolean {
    const ids = idsOf.get(tenantKey(tenant)) ?? new Set<string>();
    idsOf.set(tenantKey(tenant), ids);
    if (ids.has(eventId)) return false;
    ids.add(eventId);
    for (const oldest of ids) {
      if (ids.size <= mostIds) break;
      ids.delete(oldest);
    }
    return true;
  }

  return {
    take(experience, events) {
      const { tenant } = experience;
      const feeds = context.use(createActivityFeeds);
      const counted = events.filter(
        ({ eventId, activityId }) => feeds.has(experience, activityId) && remember(tenant, eventId),
      );
      for (const { type, activityId } of counted) {
        context.use(createActivityLog).note({
          tenant,
          event: `activity_${type}`,
          // When it arrived: what a page says about the time is not what the order depends on.
          at: context.clock.now(),
          experienceId: experience.id,
          fields: { activityId },
        });
      }
      return counted.length;
    },
  };
}
