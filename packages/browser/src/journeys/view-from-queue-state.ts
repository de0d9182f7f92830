import type { Outcome, QueueState } from '@fanfare/contract';
import type { AnyQueueState } from '../resources/read-queue-state.js';
import { canEnterAgain } from './can-enter-again.js';
import type { Participant, QueuePlace, RoutedView } from './view.js';

/** A view of somebody who was routed to a queue: what a queue state can be applied to. */
export type QueueView = Extract<RoutedView, { mechanism: 'queue'; consumer: Participant }>;

/** Tells whether a queue state can be applied to a view. */
export function isQueueView(view: { readonly journeyStage: string }): view is QueueView {
  return 'mechanism' in view && view.mechanism === 'queue' && 'consumer' in view;
}

/** Derives the next view from what the queue itself says about the shopper. Pure. */
export function viewFromQueueState(view: QueueView, state: AnyQueueState): RoutedView {
  const { experienceId, sequenceId, distribution } = view;
  const base = {
    journeyStage: 'routed',
    experienceId,
    sequenceId,
    mechanism: 'queue',
    distribution,
    problem: null,
  } as const;
  const consumer = participant(view, state);
  switch (state.status) {
    case 'QUEUED':
      return {
        ...base,
        phase: 'participating',
        consumer,
        actions: ['leave', 'exit'],
        place: queuePlace(state),
      };
    case 'GRANTED':
      return { ...base, phase: 'granted', consumer, actions: ['leave', 'exit'], grant: grantOf(view, state) };
    case 'NOT_QUEUED':
      return { ...base, phase: 'enterable', consumer, actions: ['enter', 'exit'] };
    case 'COMPLETED':
    case 'LEFT':
    case 'DENIED': {
      const outcome = outcomeOf(view, state);
      const actions = canEnterAgain(distribution, outcome)
        ? (['enter', 'exit'] as const)
        : (['exit'] as const);
      return { ...base, phase: 'ended', consumer, actions, outcome };
    }
    case 'UNKNOWN': {
      const received = `${state.received}/queue`;
      return {
        journeyStage: 'routed',
        experienceId,
        sequenceId,
        phase: 'unknown',
        actions: ['exit'],
        problem: null,
        received,
        grant: null,
      };
    }
  }
}

function participant(view: QueueView, state: AnyQueueState): Participant {
  const { position: _old, ...rest } = view.consumer;
  const position = 'position' in state ? state.position : undefined;
  return { ...rest, status: state.status.toLowerCase(), ...(position != null && { position }) };
}

function queuePlace(state: Extract<QueueState, { status: 'QUEUED' }>): QueuePlace {
  const { position, estimatedWaitTimeInSeconds: seconds, positionDisplayMode = 'precise' } = state;
  // A mode that is not known yet is shown without a number: saying less is never wrong.
  const displayMode = positionDisplayMode === 'precise' ? 'precise' : 'qualitative';
  return { position, estimatedWaitMs: Math.max(0, Math.round(seconds * 1000)), displayMode };
}

function grantOf(
  view: QueueView,
  state: Extract<QueueState, { status: 'GRANTED' }>,
): Extract<RoutedView, { phase: 'granted' }>['grant'] {
  const known =
    view.phase === 'granted' && view.grant.token === state.admissionGrant ? view.grant : undefined;
  return {
    ...known,
    token: state.admissionGrant,
    distributionType: 'queue',
    distributionId: view.distribution.id,
    sequenceId: view.sequenceId,
    experienceId: view.experienceId,
    ...(state.expiresAt !== undefined && { expiresAt: state.expiresAt }),
  };
}

function outcomeOf(
  view: QueueView,
  state: Extract<QueueState, { status: 'COMPLETED' | 'LEFT' | 'DENIED' }>,
): Outcome {
  const where = { distributionId: view.distribution.id, distributionType: 'queue' } as const;
  const at = state.status === 'COMPLETED' ? state.completedAt : state.dequeuedAt;
  const when = at != null && { at };
  if (state.status === 'DENIED') {
    const type = state.reason === 'ADMISSION_EXPIRED' ? 'expired' : 'denied';
    return { type, reason: state.reason, ...when, ...where };
  }
  return { type: state.status === 'LEFT' ? 'left' : 'completed', ...when, ...where };
}
