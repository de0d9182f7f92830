import type { PollNeed } from '../polling/poll-need.js';
import type { JourneyView } from './view.js';

/** Intervals while the page is visible, in milliseconds. */
const pace = {
  restoring: 2_000,
  routing: 1_000,
  idle: 30_000,
  opening: { least: 2_000, most: 30_000 },
  queued: { unknownWait: 3_000, least: 2_000, most: 15_000 },
  waiting: 5_000,
  granted: { least: 15_000, most: 60_000 },
} as const;

const idle: PollNeed = { everyMs: pace.idle, takesPart: false };

/** Tells how often a view has to be brought up to date; `null` where only the shopper can change anything. Pure. */
export function pollNeedOf(view: JourneyView, now: number): PollNeed | null {
  switch (view.journeyStage) {
    case 'ready':
    case 'no_access':
      return null;
    case 'restoring':
      return { everyMs: pace.restoring, takesPart: true };
    case 'routing':
      return { everyMs: pace.routing, takesPart: true };
    case 'gated':
      return idle;
    case 'unknown':
      return { everyMs: pace.idle, takesPart: true };
    case 'routed':
      break;
  }
  switch (view.phase) {
    case 'unavailable':
    case 'enterable':
      return idle;
    case 'scheduled': {
      const { opensAt, startsAt } = view.distribution;
      const away = until(opensAt ?? startsAt, now);
      // Past its time the platform is late, or this clock is wrong: the longer that lasts, the slower.
      return { everyMs: within(pace.opening, away < 0 ? -away / 10 : away), takesPart: false };
    }
    case 'participating':
      if (view.mechanism !== 'queue') return { everyMs: pace.waiting, takesPart: true };
      return { everyMs: queuedPace(view.place.estimatedWaitMs), takesPart: true };
    case 'settling':
      return { everyMs: pace.waiting, takesPart: true };
    case 'granted':
      return { everyMs: within(pace.granted, until(view.grant.expiresAt, now)), takesPart: true };
    case 'ended':
      return null;
    case 'unknown':
      return { everyMs: pace.idle, takesPart: true };
  }
}

/** The nearer the front, the more often: a tenth of the wait that is left. */
function queuedPace(estimatedWaitMs: number | null): number {
  return estimatedWaitMs === null ? pace.queued.unknownWait : within(pace.queued, estimatedWaitMs / 10);
}

/** How far away a time is; far, where it is not told. */
function until(time: string | undefined, now: number): number {
  return time === undefined ? Infinity : Date.parse(time) - now;
}

function within({ least, most }: { readonly least: number; readonly most: number }, ms: number): number {
  return Math.min(Math.max(ms, least), most);
}
