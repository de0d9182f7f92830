import { headers as names } from '@fanfare/contract';
import { createActivityFeeds } from '../activity/activity-feeds.js';
import { findFedExperience } from '../activity/find-fed-experience.js';
import { streamActivity } from '../activity/stream-activity.js';
import { createTrackLog } from '../activity/track-log.js';
import type { HandlersOf } from '../handler.js';
import { guardMeasured } from '../privacy/guard-consent.js';

/** The operations of this resource. */
type ActivityOperation = `activity.${'feed' | 'stream' | 'track'}`;

/** How much of a feed is shown where nobody says. */
const usual = 20;

/** What happens in an experience, for everybody to see. */
export const activityHandlers: HandlersOf<ActivityOperation> = {
  'activity.feed': ({ context, principal: { tenant }, params, query: { limit = usual } }) =>
    context.use(createActivityFeeds).read(findFedExperience(context, { tenant, ...params }), limit),

  'activity.stream': ({ context, principal: { tenant }, params, request: { headers } }) =>
    streamActivity(context, {
      experience: findFedExperience(context, { tenant, ...params }),
      lastEventId: headers.get(names.lastEventId),
    }),

  'activity.track': ({ context, principal, params, body: { events } }) => {
    const experience = findFedExperience(context, { tenant: principal.tenant, ...params });
    guardMeasured(context, principal);
    return { counted: context.use(createTrackLog).take(experience, events) };
  },
};
