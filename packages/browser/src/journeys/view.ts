import type {
  ConsumerState,
  DistributionSummary,
  ExperienceId,
  Gate,
  Grant,
  Mechanism,
  Money,
  Outcome,
  RouteResult,
  SequenceId,
  Timestamp,
  WaitlistId,
} from '@fanfare/contract';
import type { ActionKey, ActionWord } from './action-table.js';
import type { JourneyAction, JourneyActions } from './journey-actions.js';
import type { NeededProof } from './needed-proof.js';

/** A consumer's part in a distribution, without the grant: that stands in one place only, the `grant` of the view. */
export type Participant = Omit<ConsumerState, 'admissionGrant'>;

/** A bot check that can be answered. */
export type BotChallenge = NonNullable<Extract<Gate, { type: 'bot_check' }>['challenge']>;

/** A shopper's place in a line. */
export interface QueuePlace {
  /** 1 is the front; `null` while the platform has not told. */
  readonly position: number | null;
  /** The platform's estimate, in milliseconds; `null` while it has not told. */
  readonly estimatedWaitMs: number | null;
  /** `qualitative`: say "soon" or "a while" rather than a number. */
  readonly displayMode: 'precise' | 'qualitative';
}

/** How an auction stands; `null` is what the platform has not told. */
export interface BiddingPlace {
  /** `dutch`: the price falls, and a bid accepts it. */
  readonly auctionType: 'english' | 'dutch';
  readonly ownBid: Money | null;
  readonly highestBid: Money | null;
  /** The least that counts as a bid. */
  readonly leastBid: Money | null;
  /** What a Dutch auction has come down to. */
  readonly price: Money | null;
}

/** The waitlist of a way that is not open. */
export interface WaitlistPlace {
  readonly waitlistId: WaitlistId;
  readonly isEntered: boolean;
  readonly enteredAt: Timestamp | null;
  readonly position: number | null;
}

type Optional<Word extends string> = Word extends `${infer Name}?` ? Name : never;

/** The actions of one line of the action table. */
export type ActionsAt<Key extends ActionKey> = Readonly<
  Pick<JourneyActions, Extract<ActionWord<Key>, JourneyAction>> &
    Partial<Pick<JourneyActions, Extract<Optional<ActionWord<Key>>, JourneyAction>>>
>;

interface Common {
  readonly experienceId: ExperienceId;
  /** The code of the failure since which this view could not be brought up to date, or `null` where it is. */
  readonly problem: string | null;
  /** What the shopper has to prove before the action that was refused last can be done; missing where that is nothing. */
  readonly needed?: NeededProof;
}

interface Staged<Stage extends ActionKey> extends Common {
  readonly journeyStage: Stage;
  /** What the shopper may do now, and nothing else. */
  readonly actions: ActionsAt<Stage>;
}

interface Routed<Phase extends string, Key extends ActionKey> extends Common {
  readonly journeyStage: 'routed';
  readonly phase: Phase;
  readonly sequenceId: SequenceId;
  /** What the shopper may do now, and nothing else. */
  readonly actions: ActionsAt<Key>;
}

interface Offered<Phase extends string, M extends Mechanism> extends Routed<
  Phase,
  `${Phase}/${M}` & ActionKey
> {
  readonly mechanism: M;
  readonly distribution: DistributionSummary;
}

interface Taken<Phase extends string, M extends Mechanism> extends Offered<Phase, M> {
  readonly consumer: Participant;
}

/** The mechanisms that a phase can have. */
type MechanismIn<Phase extends string> = {
  [M in Mechanism]: `${Phase}/${M}` extends ActionKey ? M : never;
}[Mechanism];
/** What only one mechanism has. */
type Extra<M extends Mechanism, Own extends Mechanism, Facts> = M extends Own ? Facts : unknown;

/** Nothing was started, or it was left. */
export interface ReadyView extends Staged<'ready'> {}
/** The client looks whether a place from before is still there. */
export interface RestoringView extends Staged<'restoring'> {}
/** The platform is choosing a way. */
export interface RoutingView extends Staged<'routing'> {}
/** Conditions stand in the way. */
export interface GatedView extends Staged<'gated'> {
  readonly gates: readonly Gate[];
  readonly sequenceId: SequenceId | null;
  /** The bot check among the gates, while it can be answered. */
  readonly challenge: BotChallenge | null;
}
/** No way is open to this shopper. */
export interface NoAccessView extends Staged<'no_access'> {
  readonly reasons: RouteResult['outcomeReasons'];
}
/** A stage that this version of the SDK does not know. */
export interface UnknownView extends Staged<'unknown'> {
  /** The stage as the platform wrote it. */
  readonly received: string;
}

/** The sequence has nothing to offer now. */
export interface UnavailableView extends Routed<'unavailable', 'unavailable'> {
  readonly reason: string | null;
  readonly waitlist: WaitlistPlace | null;
}
/** It opens later. */
export type ScheduledView = {
  [M in Mechanism]: Offered<'scheduled', M> & { readonly waitlist: WaitlistPlace | null };
}[Mechanism];
/** The shopper may take part. */
export type EnterableView = {
  [M in Mechanism]: Taken<'enterable', M> & Extra<M, 'auction', { readonly bidding: BiddingPlace }>;
}[Mechanism];
/** The shopper stands in line. */
export interface QueuedView extends Taken<'participating', 'queue'> {
  readonly place: QueuePlace;
}
/** The shopper bids; `consumer.status` tells how it stands. */
export interface BiddingView extends Taken<'participating', 'auction'> {
  readonly bidding: BiddingPlace;
  /** Up to where this tab bids by itself. */
  readonly rebid: { readonly maxAmount: Money } | null;
}
/** The shopper takes part. */
export type ParticipatingView =
  | QueuedView
  | BiddingView
  | { [M in 'draw' | 'timed_release' | 'appointment']: Taken<'participating', M> }[
      'draw' | 'timed_release' | 'appointment'];
/** The result is being worked out. */
export type SettlingView = { [M in MechanismIn<'settling'>]: Taken<'settling', M> }[MechanismIn<'settling'>];
/** The shopper may buy now. */
export type GrantedView = {
  [M in MechanismIn<'granted'>]: Taken<'granted', M> & {
    /** Hand `grant.token` to your backend in a request body; it belongs in no URL and no log. */
    readonly grant: Grant;
  };
}[MechanismIn<'granted'>];
/** It is over. */
export type EndedView = { [M in Mechanism]: Taken<'ended', M> & { readonly outcome: Outcome } }[Mechanism];
/** A phase or a mechanism that this version of the SDK does not know. */
export interface UnknownPhaseView extends Routed<'unknown', 'unknown'> {
  /** Phase and mechanism as the platform wrote them, as in `granted/raffle`. */
  readonly received: string;
  /** A grant, where there is one all the same. */
  readonly grant: Grant | null;
}

/** The shopper is on a way. */
export type RoutedView =
  | UnavailableView
  | ScheduledView
  | EnterableView
  | ParticipatingView
  | SettlingView
  | GrantedView
  | EndedView
  | UnknownPhaseView;

/**
 * What the shopper sees of one experience, and what they may do: a union over `journeyStage`, `phase` and
 * `mechanism`, with an arm for everything that a newer platform may add.
 */
export type JourneyView =
  ReadyView | RestoringView | RoutingView | GatedView | NoAccessView | RoutedView | UnknownView;
