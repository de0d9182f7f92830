import type { ExperienceId, Gate, RouteCandidate, RouteResult, SequenceId } from '@fanfare/contract';

/** A bot check that stands in the way. */
export type BotGate = Extract<Gate, { type: 'bot_check' }>;

/** A way through an experience, as far as routing looks at it. */
export interface RoutableSequence {
  readonly id: SequenceId;
  readonly name: string;
  readonly color: string | null;
  /** Of several ways that a consumer may take, the highest wins; of equal ones, the first. */
  readonly priority: number;
  readonly availability: 'open' | 'upcoming' | 'waitlist' | 'closed';
  readonly accessCode: string | null;
  readonly supportsGuest: boolean;
  /** Whether the consumer belongs to those it is for. */
  readonly isMember: boolean;
  /** The bot check that the consumer has yet to pass; `null` where there is none. */
  readonly botGate: BotGate | null;
}

/** Who wants to go through. */
export interface RoutingConsumer {
  readonly isGuest: boolean;
  /** The codes that were right before. */
  readonly accessCodes: ReadonlySet<string>;
  /** The code that is tried now. */
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
  const { accessCode } = consumer;
  const opensNothing = !sequences.some((sequence) => sequence.accessCode === accessCode);
  const considered = { consumer, opensNothing };
  const candidates = sequences
    .filter(({ isMember }) => isMember)
    .sort((a, b) => b.priority - a.priority)
    .map((sequence) => candidate(experienceId, { ...considered, sequence }));
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
  /** The code that is tried is that of no sequence. */
  readonly opensNothing: boolean;
}

function candidate(experienceId: ExperienceId, considered: Considered): RouteCandidate {
  const { id, name, priority, color, availability } = considered.sequence;
  const gates = [
    authenticationGate(considered),
    accessCodeGate(considered),
    considered.sequence.botGate,
  ].filter((gate) => gate !== null);
  return {
    sequence: { id, name, experienceId, priority, color, availability },
    status: gates.length === 0 ? 'admissible' : 'gated',
    gates,
    reasons: gates.map(({ reason }) => reason),
  };
}

function authenticationGate({ sequence, consumer }: Considered): Gate | null {
  if (!consumer.isGuest || sequence.supportsGuest) return null;
  return { type: 'authentication', status: 'required', reason: { code: 'AUTH_REQUIRED' } };
}

function accessCodeGate({ sequence, consumer, opensNothing }: Considered): Gate | null {
  const wanted = sequence.accessCode;
  if (wanted === null || wanted === consumer.accessCode || consumer.accessCodes.has(wanted)) return null;
  // The code of another sequence says nothing wrong about this one.
  return consumer.accessCode !== undefined && opensNothing
    ? { type: 'access_code', status: 'invalid', reason: { code: 'ACCESS_CODE_INVALID' } }
    : { type: 'access_code', status: 'missing', reason: { code: 'ACCESS_CODE_REQUIRED' } };
}
