import type { PollNeed } from '../polling/poll-need.js';
import type { JourneyView } from './view.js';

/** Intervals while the page is visible, in milliseconds. */
const pace = {
  opening: { least: 2_000, most: 30_000 },
  queued: { unknownWait: 3_000, least: 2_000, most: 15_000 },
  granted: { least: 15_000, most: 60_000 },
} as const;

const rests: PollNeed = { everyMs: 30_000, takesPart: false };
const waits: PollNeed = { everyMs: 5_000, takesPart: true };
const unknown: PollNeed = { everyMs: 30_000, takesPart: true };

/** What needs no further look: only the shopper can change anything where it is `null`. */
const needs = {
  ready: null,
  no_access: null,
  restoring: { everyMs: 2_000, takesPart: true },
  routing: { everyMs: 1_000, takesPart: true },
  gated: rests,
  unknown,
} as const satisfies Record<Exclude<JourneyView['journeyStage'], 'routed'>, PollNeed | null>;

/** Tells how often a view has to be brought up to date; `null` where only the shopper can change anything. Pure. */
export function pollNeedOf(view: JourneyView, now: number): PollNeed | null {
  if (view.journeyStage !== 'routed') return needs[view.journeyStage];
  switch (view.phase) {
    case 'unavailable':
    case 'enterable':
      return rests;
    case 'scheduled': {
      const { opensAt, startsAt } = view.distribution;
      const away = until(opensAt ?? startsAt, now);
      // Past its time the platform is late, or this clock is wrong: the longer that lasts, the slower.
      return { everyMs: within(pace.opening, away < 0 ? -away / 10 : away), takesPart: false };
    }
    case 'participating':
      if (view.mechanism !== 'queue') return waits;
      return { everyMs: queuedPace(view.place.estimatedWaitMs), takesPart: true };
    case 'settling':
      return waits;
    case 'granted':
      return { everyMs: within(pace.granted, until(view.grant.expiresAt, now)), takesPart: true };
    case 'ended':
      return null;
    case 'unknown':
      return unknown;
  }
}

/** The nearer the front, the more often: a tenth of the wait that is left. */
function queuedPace(estimatedWaitMs: number | null): number {
  return estimatedWaitMs === null ? pace.queued.unknownWait : within(pace.queued, estimatedWaitMs / 10);
}

/** How far away a time is; far, where it is not told in a form that can be read. */
function until(time: string | undefined, now: number): number {
  const at = Date.parse(time ?? '');
  return Number.isNaN(at) ? Infinity : at - now;
}

function within({ least, most }: { readonly least: number; readonly most: number }, ms: number): number {
  return Math.min(Math.max(ms, least), most);
}
