import type {
  AppointmentId,
  AuctionId,
  ConsentPurpose,
  DistributionId,
  DrawId,
  ExperienceId,
  GrantingMechanism,
  Mechanism,
  Money,
  Outcome,
  QueueId,
  SequenceId,
  SessionEndReason,
  SlotId,
  TimedReleaseId,
  Timestamp,
  WaitlistId,
} from '@fanfare/contract';
import type { JourneyAction } from './journeys/journey-actions.js';
import type { NeededProof } from './journeys/needed-proof.js';
import type { JourneyView } from './journeys/view.js';
import type { SessionView } from './session/session.js';

/** What a client tells about, by name. No payload holds a token or a grant: all of it may be logged. */
export interface ClientEvents {
  /** Somebody signed in or stepped up, here or in another tab. A session that is found again after a reload is no sign-in. */
  'auth:authenticated': { readonly session: SessionView };
  /** A new access token is in use. */
  'auth:refreshed': { readonly by: 'this-tab' | 'another-tab' };
  /** The shopper signed out, here or in another tab, or another shopper took over. */
  'auth:logout': { readonly reason: SessionEndReason };
  /** The platform ended the session: sign in again. */
  'auth:session-expired': { readonly reason: SessionEndReason };
  /** The session ends soon by a limit of `sessionLimits`; with `idle`, unless the shopper does something. Told once. */
  'auth:timeout-warning': { readonly reason: 'idle' | 'absolute'; readonly endsAt: Timestamp };
  /** A sign-in failed; the call that made it rejects with the error itself. */
  'auth:error': {
    readonly context: 'guest' | 'verifyOtp' | 'exchangeExternal' | 'stepUp';
    readonly code: string;
  };
  /** Tokens cannot be kept: the session lives in this page's memory only. */
  'auth:degraded': { readonly operation: 'read' | 'write' };
  /** The shopper entered a line, or was found in it. */
  'queue:entered': { readonly queueId: QueueId; readonly position: number | null };
  /** The shopper left a line. */
  'queue:left': { readonly queueId: QueueId };
  /** The shopper moved; `null` where the platform has not told. The wait is in milliseconds. */
  'queue:position-changed': {
    readonly queueId: QueueId;
    readonly position: number | null;
    readonly estimatedWaitMs: number | null;
  };
  /** The shopper may buy; the grant itself stands in the journey's view only. */
  'queue:admitted': { readonly queueId: QueueId; readonly expiresAt: Timestamp | null };
  /** The shopper bought. */
  'queue:completed': { readonly queueId: QueueId };
  /** The admission was not used in time. */
  'queue:expired': { readonly queueId: QueueId };
  /** The platform turned the shopper away. */
  'queue:denied': { readonly queueId: QueueId; readonly reason: string | null };
  /** The shopper entered a draw. */
  'draw:entered': { readonly drawId: DrawId };
  /** The shopper left a draw. */
  'draw:left': { readonly drawId: DrawId };
  /** The shopper was drawn; the grant itself stands in the journey's view only. */
  'draw:won': { readonly drawId: DrawId; readonly expiresAt: Timestamp | null };
  /** The shopper was not drawn. */
  'draw:lost': { readonly drawId: DrawId };
  /** What the shopper won was not bought in time. */
  'draw:expired': { readonly drawId: DrawId };
  /** The shopper takes part in an auction. */
  'auction:entered': { readonly auctionId: AuctionId };
  /** The shopper placed a bid; `status` tells how it stands. */
  'auction:bid-placed': {
    readonly auctionId: AuctionId;
    readonly amount: Money | null;
    readonly status: string;
  };
  /** The shopper's bid is the highest. */
  'auction:winning': { readonly auctionId: AuctionId };
  /** Somebody bid more than the shopper; `null` where the platform has not told how much. */
  'auction:outbid': { readonly auctionId: AuctionId; readonly highestBid: Money | null };
  /** The shopper may buy; the grant itself stands in the journey's view only. */
  'auction:won': { readonly auctionId: AuctionId; readonly expiresAt: Timestamp | null };
  /** Somebody else won. */
  'auction:lost': { readonly auctionId: AuctionId };
  /** From now on this tab bids by itself; `isRestored` where it did so before a reload, too. */
  'auction:rebid-set': {
    readonly auctionId: AuctionId;
    readonly maxAmount: Money;
    readonly isRestored: boolean;
  };
  /** This tab bids no more by itself: `stopped`, `over`, `limit_reached`, or the code of what was refused. */
  'auction:rebid-stopped': { readonly auctionId: AuctionId; readonly reason: string };
  /** The shopper entered a timed release. */
  'timed_release:entered': { readonly timedReleaseId: TimedReleaseId };
  /** The shopper left a timed release. */
  'timed_release:left': { readonly timedReleaseId: TimedReleaseId };
  /** The shopper bought what was reserved. */
  'timed_release:completed': { readonly timedReleaseId: TimedReleaseId };
  /** What was reserved was not bought in time. */
  'timed_release:expired': { readonly timedReleaseId: TimedReleaseId };
  /** The shopper booked a slot, or moved to another one. */
  'appointment:booked': { readonly appointmentId: AppointmentId; readonly slotId: SlotId | null };
  /** A slot that the shopper had booked is theirs no more. */
  'appointment:slot-released': {
    readonly appointmentId: AppointmentId;
    readonly slotId: SlotId | null;
    readonly outcome: Outcome['type'];
  };
  /** The shopper entered a waitlist. */
  'waitlist:entered': { readonly waitlistId: WaitlistId };
  /** The shopper left a waitlist. */
  'waitlist:left': { readonly waitlistId: WaitlistId };
  /** A journey reached another stage or phase; the view itself comes to those who subscribe to the journey. */
  'journey:changed': {
    readonly experienceId: ExperienceId;
    readonly journeyStage: JourneyView['journeyStage'];
    readonly phase: string | null;
  };
  /** A way that was closed, or had nothing left, can be entered. */
  'journey:opened': {
    readonly experienceId: ExperienceId;
    readonly mechanism: Mechanism;
    readonly distributionId: DistributionId;
  };
  /**
   * The shopper may buy; the grant itself stands in the journey's view only. `isRestored` where it was found again, as after a
   * reload: no news to the shopper.
   */
  'journey:admitted': {
    readonly experienceId: ExperienceId;
    readonly mechanism: GrantingMechanism;
    readonly distributionId: DistributionId;
    readonly expiresAt: Timestamp | null;
    readonly isRestored: boolean;
  };
  /** The shopper's part is over. */
  'journey:ended': {
    readonly experienceId: ExperienceId;
    readonly mechanism: Mechanism;
    readonly distributionId: DistributionId;
    readonly outcome: Outcome['type'];
    readonly reason: string | null;
  };
  /** The platform leads the shopper another way than before. */
  'journey:rerouted': {
    readonly experienceId: ExperienceId;
    readonly from: SequenceId;
    readonly to: SequenceId;
  };
  /** A journey could not be brought up to date; it goes on trying. */
  'journey:error': { readonly experienceId: ExperienceId; readonly code: string };
  /** An action was refused before the shopper proved something; the view says so, too, as long as it is so. */
  'journey:proof-needed': {
    readonly experienceId: ExperienceId;
    readonly proof: NeededProof['proof'];
    readonly action: JourneyAction;
  };
  /** The shopper took back what they had agreed to, here or elsewhere: what was done for that purpose stops. */
  'consent:withdrawn': { readonly purposes: readonly ConsentPurpose[] };
  /**
   * Events that `beacon.collect` took will not be sent: too many waited, they waited too long, the platform refused them with
   * `code`, or the shopper took back what they had agreed to.
   */
  'beacon:dropped': {
    readonly count: number;
    readonly reason: 'full' | 'too_old' | 'refused' | 'withdrawn';
    readonly code: string | null;
  };
  /** No answer arrives from the platform. */
  'connection:lost': { readonly code: string };
  /** Answers arrive again. */
  'connection:restored': Record<string, never>;
}

/** The names of the events, for those who subscribe to all of them. */
export const clientEventNames: readonly (keyof ClientEvents)[] = [
  'auth:authenticated',
  'auth:refreshed',
  'auth:logout',
  'auth:session-expired',
  'auth:timeout-warning',
  'auth:error',
  'auth:degraded',
  'queue:entered',
  'queue:left',
  'queue:position-changed',
  'queue:admitted',
  'queue:completed',
  'queue:expired',
  'queue:denied',
  'draw:entered',
  'draw:left',
  'draw:won',
  'draw:lost',
  'draw:expired',
  'auction:entered',
  'auction:bid-placed',
  'auction:winning',
  'auction:outbid',
  'auction:won',
  'auction:lost',
  'auction:rebid-set',
  'auction:rebid-stopped',
  'timed_release:entered',
  'timed_release:left',
  'timed_release:completed',
  'timed_release:expired',
  'appointment:booked',
  'appointment:slot-released',
  'waitlist:entered',
  'waitlist:left',
  'journey:changed',
  'journey:opened',
  'journey:admitted',
  'journey:ended',
  'journey:rerouted',
  'journey:error',
  'journey:proof-needed',
  'consent:withdrawn',
  'beacon:dropped',
  'connection:lost',
  'connection:restored',
];
