import { createHash } from 'node:crypto';
import type { ActivityFeed, ActivityItem, ActivityKind } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createActivityLog, type Activity } from '../state/activity-log.js';
import type { ExperienceRow } from '../state/experience-rows.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { isoTime } from '../state/iso-time.js';
import { createEventBuffer, type EventBuffer } from '../streams/event-buffer.js';
import { createEventIds, type EventIds } from '../streams/event-ids.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { activityFacts } from './activity-facts.js';

/** What happened in the experiences whose feed is switched on; nobody who took part is kept with it. */
export interface ActivityFeeds {
  read(experience: ExperienceRow, limit: number): ActivityFeed;
  has(experience: ExperienceRow, activityId: string): boolean;
  /** What came after an event; `undefined` where that is no longer known. */
  after(experience: ExperienceRow, lastEventId: string): readonly NamedActivity[] | undefined;
  lastId(experience: ExperienceRow): string;
  /** Calls back after everything that happens in an experience; returns the undo. */
  listen(experience: ExperienceRow, run: (entry: NamedActivity) => void): () => void;
  readonly listeners: number;
}

/** Something that happened, and the id of the event that tells it. */
export interface NamedActivity {
  readonly id: string;
  readonly event: ActivityItem;
}

interface Feed {
  readonly ids: EventIds;
  readonly buffer: EventBuffer<ActivityItem>;
  readonly counts: Record<ActivityKind, number>;
  readonly listeners: Set<(entry: NamedActivity) => void>;
}

const kept = { most: 100, longestMs: 86_400_000 } as const;
const minuteMs = 60_000;

/** Makes the feeds of a platform. They see what happens from now on, and bring nothing about. */
export function createActivityFeeds(context: MockContext): ActivityFeeds {
  const { clock } = context;
  const feeds = new Map<string, Feed>();

  function of(tenant: Tenant, experienceId: string): Feed {
    const key = `${tenantKey(tenant)}/${experienceId}`;
    const known = feeds.get(key) ?? newFeed();
    feeds.set(key, known);
    return known;
  }
  const feedOf = ({ tenant, id }: ExperienceRow): Feed => of(tenant, id);

  function note({ tenant, event, at, experienceId }: Activity): void {
    const fact = Object.hasOwn(activityFacts, event) ? activityFacts[event] : undefined;
    if (fact === undefined || experienceId === undefined) return;
    const experience = context.use(createExperienceTree).experiences.live(tenant, experienceId);
    if (experience?.activityFeed !== true) return;
    const { buffer, ids, counts, listeners } = feedOf(experience);
    const activityId = idOf([context.seed, tenantKey(tenant), experienceId, buffer.lastId + 1]);
    const minute = isoTime(Math.floor(at / minuteMs) * minuteMs);
    const { id, event: told } = buffer.add({ activityId, ...fact, at: minute }, clock.now());
    counts[fact.kind] += 1;
    for (const run of listeners) run({ id: ids.write(id), event: told });
  }

  context.whenUsed(createActivityLog, ({ onNote }) => void onNote(note));

  return {
    read(experience, limit) {
      const { buffer, counts } = feedOf(experience);
      const activities = buffer.all(clock.now()).slice(-limit).reverse();
      return {
        experienceId: experience.id,
        activities: activities.map(({ event }) => event),
        counts: { ...counts },
      };
    },
    has: (experience, activityId) =>
      feedOf(experience)
        .buffer.all(clock.now())
        .some(({ event }) => event.activityId === activityId),
    after(experience, lastEventId) {
      const { buffer, ids } = feedOf(experience);
      const missed = buffer.after(ids.read(lastEventId), clock.now());
      return missed?.map(({ id, event }) => ({ id: ids.write(id), event }));
    },
    lastId(experience) {
      const { buffer, ids } = feedOf(experience);
      return ids.write(buffer.lastId);
    },
    listen(experience, run) {
      const { listeners } = feedOf(experience);
      listeners.add(run);
      return () => void listeners.delete(run);
    },
    get listeners() {
      return [...feeds.values()].reduce((sum, { listeners }) => sum + listeners.size, 0);
    },
  };
}

function newFeed(): Feed {
  const counts = { entered: 0, joined_waitlist: 0, bid: 0, granted: 0, completed: 0 };
  return { buffer: createEventBuffer(kept), ids: createEventIds(), counts, listeners: new Set() };
}

/** Tells nothing of how much happens elsewhere. */
function idOf(parts: readonly (string | number)[]): string {
  return `act_${createHash('sha256').update(parts.join('/')).digest('base64url').slice(0, 22)}`;
}
