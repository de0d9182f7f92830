export { FanfareClient, type FanfareClientConstructor } from './client.js';
export type { FanfareClientOptions } from './options.js';
export type { NotSecret, SecretKeyRefused } from './publishable-key.js';
export type { Environment } from './environment.js';
export type { TurnLocks } from './polling/turn.js';
export { connect, type Connection } from './connection.js';
export type { SendOptions } from './send.js';
export { clientEventNames, type ClientEvents } from './events.js';
export type { DeviceId, DeviceIdKeep } from './device-id.js';
export type { SessionLimits } from './session-guard/session-limits.js';
export type { ActivitySource } from './session-guard/window-activity.js';
export type { TrustedFetch } from './trusted-fetch.js';
export type { Auth, LogoutOptions } from './auth/auth.js';
export type { WithStepUp } from './auth/with-step-up.js';
export type { CallOptions } from './resources/call-options.js';
export type { Consumers } from './resources/consumers.js';
export type { Events, EventStreamOptions } from './resources/events.js';
export type { Experiences, RouteOptions } from './resources/experiences.js';
export type { Queues } from './resources/queues.js';
export type { Activity, ActivityStreamOptions, NewActivityTrack } from './resources/activity.js';
export type { StreamOptions } from './stream/open-stream.js';
export type { Appointments } from './resources/appointments.js';
export type { AnyAuctionState, Auctions } from './resources/auctions.js';
export type { Beacon, NewBeaconEvent } from './resources/beacon.js';
export type { Config } from './resources/config.js';
export type { Challenges } from './resources/challenges.js';
export type { AnyDrawState, Draws } from './resources/draws.js';
export type { Loyalty } from './resources/loyalty.js';
export type { EmailVerification } from './resources/email-verification.js';
export type { Mfa } from './resources/mfa.js';
export type { ConsentSettings } from './resources/consent.js';
export type { RevokeAllOptions, Sessions } from './resources/sessions.js';
export type { Organizations } from './resources/organizations.js';
export type { TimedReleases } from './resources/timed-releases.js';
export type { Waitlists } from './resources/waitlists.js';
export type { UnknownState } from './resources/unknown-state.js';
export type { AnyQueueState } from './resources/any-queue-state.js';
export type { Journey } from './journeys/journey.js';
export type { Journeys, JourneysOptions } from './journeys/journeys.js';
export type { ChallengeContext, OnChallenge } from './journeys/answer-challenge.js';
export type { OnProof, ProofContext } from './journeys/ask-for-proof.js';
export type { NeededProof } from './journeys/needed-proof.js';
export type { JourneyUpdates, UpdateListener } from './journeys/journey-updates.js';
export type {
  ChallengeToken,
  EnterOptions,
  JourneyAction,
  JourneyActions,
  RebidOptions,
} from './journeys/journey-actions.js';
export type { JourneySnapshot, SnapshotOf } from './journeys/snapshot.js';
export type {
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
} from './journeys/view.js';
export type {
  AccessOptions,
  Guard,
  Session,
  SessionClock,
  SessionConsumer,
  SessionEvents,
  SessionOptions,
  SessionStatus,
  SessionView,
  TokenExchange,
  TokenInUse,
} from './session/session.js';
export { memoryTokenStore } from './stores/memory-token-store.js';
export type { EndedRecord, LiveRecord, SharedBackoff, TokenRecord } from './stores/token-record.js';
export { slotTokenStore, type TokenSlot } from './stores/slot-token-store.js';
export {
  dangerouslyReadableTokenStore,
  type DangerouslyReadableTokenStoreOptions,
} from './stores/dangerously-readable-token-store.js';
export type { TokenStore } from './stores/token-store.js';
export type { ChannelLike } from './tabs/channel-like.js';
export type { LockManagerLike } from './tabs/lock-manager-like.js';
export type { Page, PageEvent, PageEvents } from './tabs/page-events.js';
export { FanfareError, isFanfareError } from '@fanfare/core';
