import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import type { Room } from '../distributions/room.js';
import { closesAtOf, opensAtOf } from '../distributions/times-of.js';
import type { AnchorTimes } from '../mechanisms/announcement-time.js';
import type { AnnouncementRow } from '../state/announcements.js';
import { spanOf } from './span-of.js';
import { createExperienceTree } from '../state/experience-tree.js';

/** When what an announcement is anchored to opens, closes and is settled; `undefined` where it is anchored to nothing. */
export function anchorTimesOf(
  context: MockContext,
  { tenant, anchorEntity, experienceId, distributionId }: AnnouncementRow,
): AnchorTimes | undefined {
  const distributions = context.use(createDistributions);
  if (anchorEntity === 'DISTRIBUTION') {
    const room = distributionId === null ? undefined : distributions.find(tenant, distributionId);
    return room?.row.archived === false ? timesOf(room) : undefined;
  }
  const tree = context.use(createExperienceTree);
  const experience = tree.experiences.live(tenant, experienceId);
  if (anchorEntity !== 'EXPERIENCE' || experience === undefined) return undefined;
  const rooms = tree.sequencesOf(experience).flatMap(({ id }) => distributions.ofSequence(tenant, id));
  const { openAt, closeAt } = spanOf(rooms);
  const settled = rooms.map((room) => timesOf(room).SETTLE);
  return {
    OPEN: toTime(openAt),
    CLOSE: toTime(closeAt),
    SETTLE: settled.length === 0 ? null : latest(settled),
  };
}

function timesOf({ row }: Room): AnchorTimes {
  const settles = toTime('drawAt' in row ? row.drawAt : 'settleAt' in row ? row.settleAt : null);
  const CLOSE = closesAtOf(row) ?? settles;
  return { OPEN: opensAtOf(row), CLOSE, SETTLE: settles ?? CLOSE };
}

function toTime(text: string | null | undefined): number | null {
  return text == null ? null : Date.parse(text);
}

/** Whatever never ends has no last moment. */
function latest(times: readonly (number | null)[]): number | null {
  return times.reduce<number | null>(
    (last, time) => (last === null || time === null ? null : Math.max(last, time)),
    Number.NEGATIVE_INFINITY,
  );
}
