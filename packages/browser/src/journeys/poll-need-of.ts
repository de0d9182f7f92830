import type { DistributionSummary } from '@fanfare/contract';
import type { PollNeed } from '../polling/poll-need.js';
import { isTakingPart } from './is-taking-part.js';
import type { JourneySnapshot } from './snapshot.js';

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Intervals while the page is visible, in milliseconds. */
const pace = {
  rests: 30_000,
  opening: { least: 2_000, most: 30_000 },
  queued: { least: 2_000, most: 15_000 },
  unknownWait: 3_000,
  drawn: { least: 2_000, most: 30_000 },
  bidding: { least: 2_000, most: 5_000 },
  booked: 60_000,
  released: 5_000,
  granted: { least: 15_000, most: 60_000 },
  restoring: 2_000,
  routing: 1_000,
} as const;

type Routed = Extract<JourneySnapshot, { journeyStage: 'routed' }>;

/** Tells how often a snapshot has to be brought up to date; `null` where only the shopper can change anything. Pure. */
export function pollNeedOf(snapshot: JourneySnapshot, now: number): PollNeed | null {
  switch (snapshot.journeyStage) {
    case 'ready':
    case 'no_access':
      return null;
    case 'gated':
      return { everyMs: pace.rests, takesPart: false };
    case 'restoring':
    case 'routing':
      return { everyMs: pace[snapshot.journeyStage], takesPart: true };
    case 'unknown':
      return { everyMs: pace.rests, takesPart: true };
    case 'routed': {
      const everyMs = everyMsOf(snapshot, now);
      return everyMs === null ? null : { everyMs, takesPart: isAwaited(snapshot) };
    }
  }
}

/** Whoever asked to be told when it opens waits for it, also in a page that is hidden. */
function isAwaited(snapshot: Routed): boolean {
  return isTakingPart(snapshot) || ('waitlist' in snapshot && snapshot.waitlist?.isEntered === true);
}

function everyMsOf(snapshot: Routed, now: number): number | null {
  switch (snapshot.phase) {
    case 'ended':
      return null;
    case 'scheduled':
      return towards(pace.opening, snapshot.distribution, { at: ['opensAt', 'startsAt'], now });
    case 'participating':
      return participatingMs(snapshot, now);
    case 'settling':
      return towards(pace.drawn, snapshot.distribution, { at: ['settlesAt'], now });
    case 'granted':
      return within(pace.granted, until(snapshot.grant.expiresAt, now));
    default:
      return pace.rests;
  }
}

function participatingMs(snapshot: Extract<Routed, { phase: 'participating' }>, now: number): number {
  switch (snapshot.mechanism) {
    case 'queue': {
      const { estimatedWaitMs } = snapshot.place;
      // The nearer the front, the more often: a tenth of the wait that is left.
      return estimatedWaitMs === null ? pace.unknownWait : within(pace.queued, estimatedWaitMs / 10);
    }
    case 'draw':
      return towards(pace.drawn, snapshot.distribution, { at: ['closesAt', 'settlesAt'], now });
    case 'auction':
      return within(pace.bidding, until(snapshot.distribution.closesAt, now) / 10);
    case 'appointment':
      return pace.booked;
    case 'timed_release':
      return pace.released;
  }
}

/** The nearer a time, the more often. Past it the platform is late, or this clock is wrong: the longer that lasts, the slower. */
function towards(
  range: Range,
  distribution: DistributionSummary,
  {
    at,
    now,
  }: { readonly at: readonly ('opensAt' | 'startsAt' | 'closesAt' | 'settlesAt')[]; readonly now: number },
): number {
  const named = at.find((name) => distribution[name] !== undefined);
  const away = until(named && distribution[named], now);
  return within(range, away < 0 ? -away / 10 : away);
}

/** How far away a time is; far, where it is not told in a form that can be read. */
function until(time: string | undefined, now: number): number {
  const at = Date.parse(time ?? '');
  return Number.isNaN(at) ? Infinity : at - now;
}

function within({ least, most }: Range, ms: number): number {
  return Math.min(Math.max(ms, least), most);
}
