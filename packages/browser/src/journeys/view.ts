import type {
  ConsumerState,
  DistributionSummary,
  ExperienceId,
  Gate,
  Grant,
  GrantingMechanism,
  Mechanism,
  Outcome,
  RouteResult,
  SequenceId,
} from '@fanfare/contract';

/** What a shopper can do on a journey. */
export type JourneyAction = 'start' | 'reroute' | 'enter' | 'leave' | 'exit';

/** A consumer's part in a distribution, without the grant: that stands in one place only, the `grant` of the view. */
export type Participant = Omit<ConsumerState, 'admissionGrant'>;

/** A shopper's place in a line. */
export interface QueuePlace {
  /** 1 is the front; `null` while the platform has not told. */
  readonly position: number | null;
  /** The platform's estimate, in milliseconds; `null` while it has not told. */
  readonly estimatedWaitMs: number | null;
  /** `qualitative`: say "soon" or "a while" rather than a number. */
  readonly displayMode: 'precise' | 'qualitative';
}

interface Common<Stage extends string, Action extends JourneyAction> {
  readonly journeyStage: Stage;
  readonly experienceId: ExperienceId;
  /** What the shopper may do now; any other action is refused without a request. */
  readonly actions: readonly Action[];
  /** The code of the failure since which this view could not be brought up to date, or `null` where it is. */
  readonly problem: string | null;
}

interface Routed<Phase extends string, Action extends JourneyAction> extends Common<'routed', Action> {
  readonly phase: Phase;
  readonly sequenceId: SequenceId;
}

interface Offered<Phase extends string, M extends Mechanism, Action extends JourneyAction> extends Routed<
  Phase,
  Action
> {
  readonly mechanism: M;
  readonly distribution: DistributionSummary;
}

interface Taken<Phase extends string, M extends Mechanism, Action extends JourneyAction> extends Offered<
  Phase,
  M,
  Action
> {
  readonly consumer: Participant;
}

type WithLeave<M extends Mechanism> = M extends 'queue' ? 'leave' | 'exit' : 'exit';
type WithEnter<M extends Mechanism> = M extends 'queue' ? 'enter' | 'exit' : 'exit';

/** Nothing was started, or it was left. */
export interface ReadyView extends Common<'ready', 'start' | 'enter'> {}
/** The client looks whether a place from before is still there. */
export interface RestoringView extends Common<'restoring', never> {}
/** The platform is choosing a way. */
export interface RoutingView extends Common<'routing', never> {}
/** Conditions stand in the way. */
export interface GatedView extends Common<'gated', 'reroute' | 'exit'> {
  readonly gates: readonly Gate[];
  readonly sequenceId: SequenceId | null;
}
/** No way is open to this shopper. */
export interface NoAccessView extends Common<'no_access', 'reroute' | 'exit'> {
  readonly reasons: RouteResult['outcomeReasons'];
}
/** The sequence has nothing to offer now. */
export interface UnavailableView extends Routed<'unavailable', 'reroute' | 'exit'> {
  readonly reason: string | null;
}
/** It opens later. */
export type ScheduledView = { [M in Mechanism]: Offered<'scheduled', M, 'exit'> }[Mechanism];
/** The shopper may take part. */
export type EnterableView = { [M in Mechanism]: Taken<'enterable', M, WithEnter<M>> }[Mechanism];
/** The shopper stands in line. */
export interface QueuedView extends Taken<'participating', 'queue', 'leave' | 'exit'> {
  readonly place: QueuePlace;
}
/** The shopper takes part. */
export type ParticipatingView =
  | QueuedView
  | { [M in Exclude<Mechanism, 'queue'>]: Taken<'participating', M, 'exit'> }[Exclude<Mechanism, 'queue'>];
/** The result is being worked out. */
export type SettlingView = Taken<'settling', 'draw', 'exit'> | Taken<'settling', 'auction', 'exit'>;
/** The shopper may buy now. */
export type GrantedView = {
  [M in GrantingMechanism]: Taken<'granted', M, WithLeave<M>> & {
    /** Hand `grant.token` to your backend in a request body; it belongs in no URL and no log. */
    readonly grant: Grant;
  };
}[GrantingMechanism];
/** It is over. */
export type EndedView = {
  [M in Mechanism]: Taken<'ended', M, WithEnter<M>> & { readonly outcome: Outcome };
}[Mechanism];
/** A phase or a mechanism that this version of the SDK does not know. */
export interface UnknownPhaseView extends Routed<'unknown', 'exit'> {
  /** Phase and mechanism as the platform wrote them, as in `granted/raffle`. */
  readonly received: string;
  /** A grant, where there is one all the same. */
  readonly grant: Grant | null;
}
/** A stage that this version of the SDK does not know. */
export interface UnknownView extends Common<'unknown', 'exit'> {
  /** The stage as the platform wrote it. */
  readonly received: string;
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
 * `mechanism`, with an arm for everything that a newer platform may add. Plain data.
 */
export type JourneyView =
  ReadyView | RestoringView | RoutingView | GatedView | NoAccessView | RoutedView | UnknownView;
