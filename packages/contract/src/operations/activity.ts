import { operation } from '../operation.js';
import { activityRoutes } from '../routes/activity.js';
import * as activity from '../schemas/activity.js';
import { streamQuerySchema } from '../schemas/events.js';
import { experienceParamsSchema } from '../schemas/experiences.js';

const params = experienceParamsSchema;

/** What happens in an experience, for everybody to see. */
export const activityOperations = {
  feed: operation(activityRoutes.feed, {
    summary: 'Reads what happened in an experience lately, without telling to whom.',
    description: 'There is a feed only where the merchant switched it on: `activityFeed` of the experience.',
    params,
    query: activity.listActivitySchema,
    response: activity.activityFeedSchema,
    errors: [],
  }),
  stream: operation(activityRoutes.stream, {
    summary: 'Tells what happens in an experience, as it happens, without telling to whom.',
    description:
      'A stream begins with `feed`. With a `Last-Event-ID` it goes on behind that event instead, or begins with `reset` where what came in between is no longer known.',
    params,
    query: streamQuerySchema,
    events: activity.activityEventSchema,
    errors: [],
  }),
  track: operation(activityRoutes.track, {
    summary: 'Counts what of a feed was seen and clicked.',
    description:
      'An `eventId` that was taken before counts once, so that a call may be repeated. Who saw it is written down nowhere.',
    params,
    body: activity.trackActivitySchema,
    response: activity.activityTrackedSchema,
    errors: ['consent_required'],
  }),
};
