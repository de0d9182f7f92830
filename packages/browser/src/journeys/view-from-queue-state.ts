import type { Outcome, QueueState, SequenceState } from '@fanfare/contract';
import type { AnyQueueState } from '../resources/any-queue-state.js';
import { unknownPhase, viewFromSequence } from './view-from-sequence.js';
import type { GrantedView, Participant, QueuedView, QueuePlace, RoutedView } from './view.js';

/** A view of somebody who was routed to a queue: what a queue state can be applied to. */
export type QueueView = Extract<RoutedView, { mechanism: 'queue'; consumer: Participant }>;

/** Tells whether a queue state can be applied to a view. */
export function isQueueView(view: { readonly journeyStage: string }): view is QueueView {
  return 'mechanism' in view && view.mechanism === 'queue' && 'consumer' in view;
}

/** Derives the next view from what the queue itself says about the shopper. Pure. */
export function viewFromQueueState(view: QueueView, state: AnyQueueState): RoutedView {
  const { experienceId, sequenceId, distribution } = view;
  const at = { experienceId, sequenceId };
  const mechanism = 'queue';
  if (state.status === 'UNKNOWN') return unknownPhase({ phase: state.received, mechanism }, at);
  const consumer = participant(view, state);
  const sequence = { mechanism, distribution, consumer, ...phaseOf(view, state) } as SequenceState; // as `phaseOf` pairs them
  const next = viewFromSequence(sequence, at);
  return state.status === 'QUEUED' ? { ...(next as QueuedView), place: queuePlace(state) } : next;
}

/** Says of a queue state what the shopper's own state would say. */
function phaseOf(view: QueueView, state: QueueState): object {
  switch (state.status) {
    case 'QUEUED':
      return { phase: 'participating' };
    case 'GRANTED':
      return { phase: 'granted', grant: grantOf(view, state) };
    case 'NOT_QUEUED':
      return { phase: 'enterable' };
    default:
      return { phase: 'ended', outcome: outcomeOf(view, state) };
  }
}

function participant(view: QueueView, state: QueueState): Participant {
  const { position: _old, ...rest } = view.consumer;
  const status = state.status.toLowerCase() as Lowercase<QueueState['status']>; // which TypeScript does not see
  const { position } = state;
  return { ...rest, status, ...(position != null && { position }) };
}

function queuePlace(state: Extract<QueueState, { status: 'QUEUED' }>): QueuePlace {
  const { position, estimatedWaitTimeInSeconds: seconds, positionDisplayMode = 'precise' } = state;
  // A mode that is not known yet is shown without a number: saying less is never wrong.
  const displayMode = positionDisplayMode === 'precise' ? 'precise' : 'qualitative';
  return { position, estimatedWaitMs: Math.max(0, Math.round(seconds * 1000)), displayMode };
}

function grantOf(view: QueueView, state: Extract<QueueState, { status: 'GRANTED' }>): GrantedView['grant'] {
  const { experienceId, sequenceId, distribution } = view;
  const { admissionGrant: token, expiresAt } = state;
  const known = view.phase === 'granted' && view.grant.token === token ? view.grant : undefined;
  return {
    ...known,
    token,
    distributionType: 'queue',
    distributionId: distribution.id,
    sequenceId,
    experienceId,
    ...(expiresAt !== undefined && { expiresAt }),
  };
}

function outcomeOf(
  view: QueueView,
  state: Extract<QueueState, { status: 'COMPLETED' | 'LEFT' | 'DENIED' }>,
): Outcome {
  const at = state.status === 'COMPLETED' ? state.completedAt : state.dequeuedAt;
  const more = {
    ...(at != null && { at }),
    distributionId: view.distribution.id,
    distributionType: 'queue',
  } as const;
  if (state.status !== 'DENIED') return { type: state.status === 'LEFT' ? 'left' : 'completed', ...more };
  const { reason } = state;
  return { type: reason === 'ADMISSION_EXPIRED' ? 'expired' : 'denied', reason, ...more };
}
