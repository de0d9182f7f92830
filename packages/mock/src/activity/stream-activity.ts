import type { ActivityEvent } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { ExperienceRow } from '../state/experience-rows.js';
import { every } from '../streams/every.js';
import type { StreamSource } from '../streams/stream-source.js';
import { createActivityFeeds } from './activity-feeds.js';

/** How much a stream begins with. */
const first = 20;
/** How often is looked whether the feed is still switched on. */
const lookMs = 15_000;

/** Tells a client what happens in an experience, beginning with what it lacks. */
export function streamActivity(
  context: MockContext,
  { experience, lastEventId }: { readonly experience: ExperienceRow; readonly lastEventId: string | null },
): StreamSource<ActivityEvent> {
  const feeds = context.use(createActivityFeeds);
  return (sink) => {
    const missed = lastEventId === null ? undefined : feeds.after(experience, lastEventId);
    for (const { event, id } of missed ?? []) sink.send({ event: 'activity', data: event }, id);
    if (missed === undefined) {
      const data = feeds.read(experience, first);
      sink.send({ event: lastEventId === null ? 'feed' : 'reset', data }, feeds.lastId(experience));
    }
    const undo = [
      feeds.listen(experience, ({ event, id }) => sink.send({ event: 'activity', data: event }, id)),
      every(lookMs, {
        clock: context.clock,
        run: () => {
          if (experience.archived || !experience.activityFeed) sink.end();
        },
      }),
    ];
    return () => undo.forEach((each) => each());
  };
}
