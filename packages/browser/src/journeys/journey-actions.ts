import type {
  BookSlot,
  CancelBooking,
  EnterTimedRelease,
  Money,
  PlaceBid,
  RescheduleBooking,
} from '@fanfare/contract';
import type { CallOptions } from '../resources/call-options.js';
import type { RouteOptions } from '../resources/experiences.js';
import type { JourneyView } from './view.js';

/** How a way is entered. */
export interface EnterOptions extends CallOptions, EnterTimedRelease {}

/** Up to where somebody is outbid again by itself. */
export interface RebidOptions {
  /** Never more than this, as `"250.00"`. */
  readonly maxAmount: Money;
  /** By how much to outbid. @default the least that counts */
  readonly increment?: Money | undefined;
}

/** A token of a bot check. */
export interface ChallengeToken extends CallOptions {
  readonly token: string;
}

/**
 * Everything that a shopper can do on a journey. A view holds those that are legal in it; where one of an older view is
 * called that is so no longer, it rejects with `conflict`, nothing is sent and the view is brought up to date. What
 * the platform refuses rejects with its own error, and the view is brought up to date too. All of them resolve with the
 * view that came of it, and refuse wrong input with `invalid_request` or `invalid_options` before anything is sent.
 */
export interface JourneyActions {
  /** Enters the experience and asks for a way; what was there before, as before a reload, is taken up again. */
  start(options?: RouteOptions): Promise<JourneyView>;
  /** Asks for a way once more, after a gate was met or with an access code. */
  reroute(options?: RouteOptions): Promise<JourneyView>;
  /** Takes part; starts the journey first where that is still to be done. `variantId` is for timed releases only. */
  enter(options?: EnterOptions): Promise<JourneyView>;
  /** Gives the place up, or the grant. */
  leave(options?: CallOptions): Promise<JourneyView>;
  /** Leaves the experience altogether. */
  exit(options?: CallOptions): Promise<JourneyView>;
  /** Bids an amount, or accepts the price of a Dutch auction; takes part first where that is still to be done. */
  bid(options?: PlaceBid & CallOptions): Promise<JourneyView>;
  /**
   * Outbids whoever outbids the shopper, while this tab follows the journey, also after a reload. The end of the auction, of the
   * session or of the tab ends it, and so does every refusal; `auction:rebid-stopped` tells of it.
   */
  setRebid(options: RebidOptions): Promise<JourneyView>;
  /** Ends what `setRebid` began; a bid that was made stays made. */
  stopRebid(): Promise<JourneyView>;
  /** Books a slot; `fanfare.appointments.slots` lists them. */
  book(options: BookSlot & CallOptions): Promise<JourneyView>;
  /** Moves the booking to another slot; the old one is kept where that is full. */
  reschedule(options: RescheduleBooking & CallOptions): Promise<JourneyView>;
  /** Gives the booked slot back. */
  cancelBooking(options?: Pick<CancelBooking, 'reason'> & CallOptions): Promise<JourneyView>;
  /** Has the shopper told when the way opens. */
  joinWaitlist(options?: CallOptions): Promise<JourneyView>;
  /** Takes the shopper off the list. */
  leaveWaitlist(options?: CallOptions): Promise<JourneyView>;
  /** Hands in the token that the bot check in the view's `challenge` ended with, and asks for a way once more. */
  answerChallenge(options: ChallengeToken): Promise<JourneyView>;
}

/** The name of an action. */
export type JourneyAction = keyof JourneyActions;
