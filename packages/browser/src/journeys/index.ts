export { createJourneys, type Journeys, type JourneysOptions } from './journeys.js';
export type { ActionKey, ActionWord } from './action-table.js';
export type { ChallengeContext, OnChallenge } from './answer-challenge.js';
export type { OnProof, ProofContext } from './ask-for-proof.js';
export type { NeededProof } from './needed-proof.js';
export { bindActions, type Act } from './bind-actions.js';
export type { Journey } from './journey.js';
export type {
  ChallengeToken,
  EnterOptions,
  JourneyAction,
  JourneyActions,
  RebidOptions,
} from './journey-actions.js';
export { journeyEvents, type NamedEvent } from './journey-events.js';
export type { JourneyUpdates, UpdateListener } from './journey-updates.js';
export { nextBid, type RebidRule } from './next-bid.js';
export { readySnapshot } from './ready-snapshot.js';
export { snapshotAfterOwn, snapshotFromEvent } from './snapshot-from-event.js';
export { snapshotFromOwnState } from './snapshot-from-own-state.js';
export { snapshotFromRoute } from './snapshot-from-route.js';
export { snapshotFromState, type MechanismState } from './snapshot-from-state.js';
export {
  isTaken,
  type JourneySnapshot,
  type RoutedSnapshot,
  type SnapshotOf,
  type TakenSnapshot,
} from './snapshot.js';
export type {
  ActionsAt,
  BiddingPlace,
  BiddingView,
  BotChallenge,
  EndedView,
  EnterableView,
  GatedView,
  GrantedView,
  JourneyView,
  NoAccessView,
  Participant,
  ParticipatingView,
  QueuedView,
  QueuePlace,
  ReadyView,
  RestoringView,
  RoutedView,
  RoutingView,
  ScheduledView,
  SettlingView,
  UnavailableView,
  UnknownPhaseView,
  UnknownView,
  WaitlistPlace,
} from './view.js';
export type { KnownWaitlists } from './waitlist-of.js';
