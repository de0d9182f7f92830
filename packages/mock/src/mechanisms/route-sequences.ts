import type { ExperienceId, Gate, RouteCandidate, RouteResult, SequenceId } from '@fanfare/contract';

/** A way through an experience, as far as routing looks at it. */
export interface RoutableSequence {
  readonly id: SequenceId;
  readonly name: string;
  /** Of several ways that a consumer may take, the highest wins. */
  readonly priority: number;
  readonly availability: 'open' | 'upcoming' | 'closed';
  readonly accessCode: string | null;
  readonly supportsGuest: boolean;
  /** Whether the consumer belongs to those it is for. */
  readonly isMember: boolean;
}

/** Who wants to go through. */
export interface RoutingConsumer {
  readonly isGuest: boolean;
  readonly accessCode: string | undefined;
}

/** What is routed. */
export interface Routing {
  readonly experienceId: ExperienceId;
  readonly sequences: readonly RoutableSequence[];
  readonly consumer: RoutingConsumer;
}

/** Chooses the way through an experience: the best one that is free, otherwise the best that is gated. */
export function routeSequences({ experienceId, sequences, consumer }: Routing): RouteResult {
  const candidates = sequences
    .filter(({ isMember }) => isMember)
    .sort((a, b) => b.priority - a.priority)
    .map((sequence) => candidate(experienceId, { sequence, consumer }));
  const gated = candidates.filter(({ status }) => status === 'gated');
  const result = { schemaVersion: 1 as const, experienceId };

  const free = candidates.find(({ status }) => status === 'admissible');
  if (free !== undefined) {
    return { ...result, outcome: 'routed', selected: free, offers: gated, outcomeReasons: [] };
  }
  const best = gated[0];
  if (best !== undefined) {
    return { ...result, outcome: 'gated', selected: best, offers: [], outcomeReasons: best.reasons };
  }
  const code = sequences.length === 0 ? 'NO_SEQUENCES' : 'AUDIENCE_NOT_MEMBER';
  return { ...result, outcome: 'no_access', offers: [], outcomeReasons: [{ code }] };
}

interface Considered {
  readonly sequence: RoutableSequence;
  readonly consumer: RoutingConsumer;
}

function candidate(experienceId: ExperienceId, considered: Considered): RouteCandidate {
  const { id, name, priority, availability } = considered.sequence;
  const gates = gatesOf(considered);
  return {
    sequence: { id, name, experienceId, priority, color: null, availability },
    status: gates.length === 0 ? 'admissible' : 'gated',
    gates,
    reasons: gates.map(({ reason }) => reason),
  };
}

function gatesOf({ sequence, consumer }: Considered): Gate[] {
  const gates: Gate[] = [];
  if (consumer.isGuest && !sequence.supportsGuest) {
    gates.push({ type: 'authentication', status: 'required', reason: { code: 'AUTH_REQUIRED' } });
  }
  if (sequence.accessCode !== null && sequence.accessCode !== consumer.accessCode) {
    gates.push(
      consumer.accessCode === undefined
        ? { type: 'access_code', status: 'missing', reason: { code: 'ACCESS_CODE_REQUIRED' } }
        : { type: 'access_code', status: 'invalid', reason: { code: 'ACCESS_CODE_INVALID' } },
    );
  }
  return gates;
}
