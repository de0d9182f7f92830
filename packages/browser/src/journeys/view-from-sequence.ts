import type { ConsumerState, ExperienceId, Grant, SequenceId, SequenceState } from '@fanfare/contract';
import { canEnterAgain } from './can-enter-again.js';
import { isKnownSequence } from './phases.js';
import type { Participant, QueuePlace, RoutedView } from './view.js';

/** Where a sequence belongs. */
export interface SequencePlace {
  readonly experienceId: ExperienceId;
  readonly sequenceId: SequenceId;
}

/** Derives the view of a shopper who was routed to a sequence. */
export function viewFromSequence(state: SequenceState, place: SequencePlace): RoutedView {
  if (!isKnownSequence(state)) return unknownPhase(state, place);
  const view = facts(state, place);
  return view as RoutedView; // mechanism and phase fit together: `isKnownSequence` said so
}

function facts(state: SequenceState, place: SequencePlace): object {
  const { phase } = state;
  const base = { journeyStage: 'routed', ...place, phase, problem: null };
  if (phase === 'unavailable') {
    return { ...base, actions: ['reroute', 'exit'], reason: state.reason ?? null };
  }
  const offered = { ...base, mechanism: state.mechanism, distribution: state.distribution };
  const isQueue = state.mechanism === 'queue';
  if (phase === 'scheduled') return { ...offered, actions: ['exit'] };
  const taken = { ...offered, consumer: participant(state.consumer) };
  switch (phase) {
    case 'enterable':
      return { ...taken, actions: isQueue ? ['enter', 'exit'] : ['exit'] };
    case 'participating':
      return isQueue
        ? { ...taken, actions: ['leave', 'exit'], place: queuePlace(state.consumer) }
        : { ...taken, actions: ['exit'] };
    case 'settling':
      return { ...taken, actions: ['exit'] };
    case 'granted':
      return { ...taken, actions: isQueue ? ['leave', 'exit'] : ['exit'], grant: state.grant };
    case 'ended': {
      const again = isQueue && canEnterAgain(state.distribution, state.outcome);
      return { ...taken, actions: again ? ['enter', 'exit'] : ['exit'], outcome: state.outcome };
    }
  }
}

function participant(consumer: ConsumerState): Participant {
  const { admissionGrant: _grant, ...rest } = consumer;
  return rest;
}

function queuePlace(consumer: ConsumerState): QueuePlace {
  return { position: consumer.position ?? null, estimatedWaitMs: null, displayMode: 'precise' };
}

/** The view of what a newer platform says: in its own words, and with the grant, where there is one. */
export function unknownPhase(
  state: { readonly phase: string; readonly mechanism?: unknown },
  place: SequencePlace,
): RoutedView {
  const { phase, mechanism, grant } = state as typeof state & { readonly grant?: Grant };
  return {
    journeyStage: 'routed',
    ...place,
    phase: 'unknown',
    actions: ['exit'],
    problem: null,
    received: typeof mechanism === 'string' ? `${phase}/${mechanism}` : phase,
    grant: typeof grant?.token === 'string' ? grant : null,
  };
}
