import type { DistributionSummary, Mechanism, Outcome } from '@fanfare/contract';
import { actionTable, type ActionKey } from './action-table.js';
import type { JourneyAction } from './journey-actions.js';
import type { BiddingPlace, Participant, WaitlistPlace } from './view.js';

/** As much of a snapshot as decides what is legal. */
export interface Facts {
  readonly journeyStage: string;
  readonly phase?: string;
  readonly mechanism?: string;
  readonly challenge?: unknown;
  readonly waitlist?: WaitlistPlace | null;
  readonly bidding?: BiddingPlace;
  readonly rebid?: unknown;
  readonly consumer?: Participant;
  readonly distribution?: DistributionSummary;
  readonly outcome?: Outcome;
}

/** After which ends a shopper may come back while it is open. */
const forgiven: Readonly<Partial<Record<Mechanism, readonly Outcome['type'][]>>> = {
  queue: ['left', 'expired'],
  draw: ['left'],
  timed_release: ['left', 'expired'],
  appointment: ['cancelled', 'completed', 'no_show'],
};

const mayReturn = ({ mechanism, distribution, outcome }: Facts): boolean =>
  outcome !== undefined &&
  distribution?.lifecycle === 'open' &&
  forgiven[mechanism as Mechanism]?.includes(outcome.type) === true; // any other word finds nothing
const isBooked = ({ consumer }: Facts): boolean => consumer?.status === 'booked';

/** When an action with a question mark is there. */
const conditions: Readonly<Record<string, (facts: Facts) => boolean>> = {
  answerChallenge: ({ challenge }) => challenge !== null,
  joinWaitlist: ({ waitlist }) => waitlist?.isEntered === false,
  leaveWaitlist: ({ waitlist }) => waitlist?.isEntered === true,
  setRebid: ({ bidding }) => bidding?.auctionType === 'english',
  stopRebid: ({ rebid }) => rebid !== null,
  reschedule: isBooked,
  cancelBooking: isBooked,
  enter: mayReturn,
  book: mayReturn,
};

/** Names the line of the action table that facts belong to; `undefined` where this version knows none. */
export function actionKeyOf({ journeyStage, phase, mechanism }: Facts): ActionKey | undefined {
  const key = (phase ?? journeyStage) + (mechanism === undefined ? '' : `/${mechanism}`);
  return Object.hasOwn(actionTable, key) ? (key as ActionKey) : undefined; // a key of its own
}

/** Adds to facts what is legal in them. Pure. */
export function withAllowed<Known extends Facts>(
  facts: Known,
): Known & { allowed: readonly JourneyAction[] } {
  const key = actionKeyOf(facts);
  const words = key === undefined ? [] : actionTable[key].split(' ').filter(Boolean);
  const allowed = words.flatMap((word) => {
    const name = word.replace('?', '');
    return name === word || conditions[name]?.(facts) === true ? [name as JourneyAction] : []; // words of the table
  });
  return { ...facts, allowed };
}
