export { createJourneys, type Journeys } from './journeys.js';
export type { Journey } from './journey.js';
export { journeyEvents, type NamedEvent } from './journey-events.js';
export { readyView } from './simple-views.js';
export { viewFromOwnState } from './view-from-own-state.js';
export { isQueueView, viewFromQueueState, type QueueView } from './view-from-queue-state.js';
export { viewFromRoute } from './view-from-route.js';
export type {
  EndedView,
  EnterableView,
  GatedView,
  GrantedView,
  JourneyAction,
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
} from './view.js';
