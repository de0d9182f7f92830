import type { ConsumerActivity, ConsumerTimeline, ReadConsumerTimeline } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import { createActivityLog, type LoggedActivity } from '../state/activity-log.js';
import type { Consumer } from '../state/consumers.js';
import { isoTime } from '../state/iso-time.js';

const usualLimit = 50;

/** Reads what a consumer did, the newest first. What pages report is not in it: nobody proved who it was. */
export function timelineOf(
  context: MockContext,
  {
    consumer: { tenant, id },
    query: { limit = usualLimit, offset = 0 },
  }: { readonly consumer: Consumer; readonly query: ReadConsumerTimeline },
): ConsumerTimeline {
  const all = context.use(createActivityLog).ofConsumer(tenant, id);
  const activities = [...all].reverse().slice(offset, offset + limit);
  return {
    consumerId: id,
    activities: activities.map((activity) => describe(context, activity)),
    totalCount: all.length,
  };
}

function describe(context: MockContext, activity: LoggedActivity): ConsumerActivity {
  const { tenant, id, event, at, experienceId, sequenceId, distributionId, fields } = activity;
  const room =
    distributionId === undefined ? undefined : context.use(createDistributions).find(tenant, distributionId);
  return {
    id,
    name: event,
    occurredAt: isoTime(at),
    ...(experienceId !== undefined && { experienceId }),
    ...(sequenceId !== undefined && { sequenceId }),
    ...(distributionId !== undefined && { distributionId }),
    ...(room !== undefined && { distributionType: room.mechanism }),
    ...(fields !== undefined && { details: fields }),
  };
}
