import type {
  ConsumerState,
  DistributionSummary,
  ExperienceId,
  Grant,
  SequenceId,
  SequenceState,
} from '@fanfare/contract';
import { actionKeyOf, withAllowed } from './allowed-actions.js';
import { biddingOf } from './bidding-of.js';
import type { RoutedSnapshot } from './snapshot.js';
import type { Participant, QueuePlace, WaitlistPlace } from './view.js';

/** Where a sequence belongs. */
export interface SequencePlace {
  readonly experienceId: ExperienceId;
  readonly sequenceId: SequenceId;
  readonly waitlist: WaitlistPlace | null;
}

/** Derives the snapshot of a shopper who was routed to a sequence. Pure. */
export function snapshotFromSequence(state: SequenceState, place: SequencePlace): RoutedSnapshot {
  const { waitlist, ...where } = place;
  const facts = { journeyStage: 'routed', ...where, problem: null, phase: state.phase };
  if (state.phase === 'unavailable') {
    return withAllowed({ ...facts, reason: state.reason ?? null, waitlist }) as RoutedSnapshot; // has all of that arm
  }
  const { phase, mechanism, distribution } = state;
  const isKnown = typeof phase === 'string' && typeof mechanism === 'string';
  // `unknown` is a word of the table, and none that a platform may use.
  if (!isKnown || actionKeyOf({ ...facts, mechanism }) === undefined) return unknownPhase(state, where);
  const offered = { ...facts, mechanism, distribution };
  const view = phase === 'scheduled' ? { ...offered, waitlist } : { ...offered, ...partOf(state) };
  return withAllowed(view) as RoutedSnapshot; // phase and mechanism fit together: the table has the pair
}

/** What a shopper's part adds, by phase and mechanism. */
function partOf(state: Exclude<SequenceState, { phase: 'unavailable' | 'scheduled' }>): object {
  const { phase, mechanism, distribution, consumer } = state;
  return {
    consumer: participant(consumer),
    ...(phase === 'granted' && { grant: state.grant }),
    ...(phase === 'ended' && { outcome: state.outcome }),
    ...(phase === 'participating' && mechanism === 'queue' && { place: queuePlace(consumer) }),
    ...(phase === 'participating' && mechanism === 'auction' && { rebid: null }),
    ...(mechanism === 'auction' && isBidding(phase) && { bidding: biddingOf(distribution, consumer) }),
  };
}

function isBidding(phase: string): boolean {
  return phase === 'enterable' || phase === 'participating';
}

function participant(consumer: ConsumerState): Participant {
  const { admissionGrant: _grant, ...rest } = consumer;
  return rest;
}

function queuePlace(consumer: ConsumerState): QueuePlace {
  return { position: consumer.position ?? null, estimatedWaitMs: null, displayMode: 'precise' };
}

/** The snapshot of what a newer platform says: in its own words, and with the grant, where there is one. */
export function unknownPhase(
  state: {
    readonly phase: string;
    readonly mechanism?: unknown;
    readonly distribution?: DistributionSummary;
  },
  { experienceId, sequenceId }: Omit<SequencePlace, 'waitlist'>,
): RoutedSnapshot {
  const { phase, mechanism, grant } = state as typeof state & { readonly grant?: Grant };
  return withAllowed({
    journeyStage: 'routed',
    experienceId,
    sequenceId,
    phase: 'unknown',
    problem: null,
    received: typeof mechanism === 'string' ? `${phase}/${mechanism}` : String(phase),
    grant: typeof grant?.token === 'string' ? grant : null,
  });
}
