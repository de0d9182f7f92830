import type { Grant, Mechanism, Outcome, SequenceState, Timestamp } from '@fanfare/contract';
import { unknownPhase, snapshotFromSequence } from './snapshot-from-sequence.js';
import type { RoutedSnapshot, TakenSnapshot } from './snapshot.js';
import { denials, standings } from './standings.js';
import type { Participant, QueuePlace } from './view.js';

/**
 * What an operation of a mechanism answers about the shopper: the states of queues, draws, auctions and timed
 * releases as they are, and bookings. All but the status may be missing.
 */
export interface MechanismState {
  readonly status: string;
  readonly [name: string]: unknown;
}

/** Where the snapshot keeps what a state calls otherwise. */
const consumerFields: Readonly<Record<string, keyof Participant>> = {
  position: 'position',
  enteredAt: 'enteredAt',
  wonAt: 'grantedAt',
  completedAt: 'completedAt',
  reason: 'deniedReason',
  lastBidAmount: 'currentBid',
  bookingId: 'id',
  slotId: 'slotId',
  newSlotId: 'slotId',
  locationId: 'locationId',
  createdAt: 'bookedAt',
};
/** When a part ended, by whichever name the mechanism has for it. */
const endTimes = ['completedAt', 'deniedAt', 'leftAt', 'lostAt', 'dequeuedAt'];

/**
 * Derives the next snapshot from what the mechanism itself says about the shopper, on whatever mechanism the
 * snapshot is. Pure. A status that this version does not know becomes the unknown arm.
 */
export function snapshotFromState(snapshot: TakenSnapshot, state: MechanismState): RoutedSnapshot {
  const { experienceId, sequenceId, distribution, mechanism } = snapshot;
  const at = { experienceId, sequenceId, waitlist: null };
  const status = state.status.toUpperCase();
  const known = standings[mechanism];
  const standing = Object.hasOwn(known, status) ? known[status] : undefined;
  if (standing === undefined) return unknownPhase({ phase: receivedOf(state), mechanism }, at);
  const { phase, outcome } = standing.startsWith('ended:')
    ? { phase: 'ended', outcome: standing.slice('ended:'.length) as Outcome['type'] } // as the table writes it
    : { phase: phaseOf(snapshot, { standing, state }), outcome: 'won' as const };
  const next = snapshotFromSequence(
    {
      mechanism,
      distribution,
      consumer: participant(snapshot, state),
      phase,
      ...(phase === 'granted' && { grant: grantOf(snapshot, state) }),
      ...(phase === 'ended' && { outcome: outcomeOf(snapshot, { type: outcome, state }) }),
    } as SequenceState, // phase and mechanism are a pair of the table
    at,
  );
  return withKept(snapshot, { next, state });
}

interface Reading<Next> {
  readonly state: MechanismState;
  readonly next: Next;
}

/** What the state does not tell, and was known. */
function withKept(snapshot: TakenSnapshot, { next, state }: Reading<RoutedSnapshot>): RoutedSnapshot {
  if (next.phase !== 'participating') return next;
  if (next.mechanism === 'queue') return { ...next, place: queuePlace(state) };
  if (next.mechanism !== 'auction' || !('bidding' in snapshot)) return next;
  return { ...next, bidding: { ...snapshot.bidding, ownBid: next.consumer.currentBid ?? null } };
}

/** `UNKNOWN` is what the parts of a client make of a word that they do not know. */
function receivedOf({ status, received }: MechanismState): string {
  return typeof received === 'string' ? received : status;
}

function phaseOf(
  { phase, mechanism, distribution }: TakenSnapshot,
  { standing, state }: { readonly standing: string; readonly state: MechanismState },
): string {
  // Who won and bought already has won, and no grant any more; a release may take part without one.
  if (standing === 'granted' && state['admissionGrant'] === undefined) {
    return mechanism === 'timed_release' ? 'participating' : 'ended';
  }
  if (standing !== 'participating' || (mechanism !== 'draw' && mechanism !== 'auction')) return standing;
  return phase === 'settling' || distribution.lifecycle === 'settling' ? 'settling' : standing;
}

function participant({ consumer }: TakenSnapshot, state: MechanismState): Participant {
  const { position: _old, ...rest } = consumer;
  const news = Object.entries(consumerFields).flatMap(([from, to]) =>
    state[from] === undefined || state[from] === null ? [] : [[to, state[from]]],
  );
  const status = state.status.toLowerCase() as Participant['status']; // a known one: the table has it
  return { ...rest, ...(Object.fromEntries(news) as object), status };
}

function queuePlace(state: MechanismState): QueuePlace {
  const { position, estimatedWaitTimeInSeconds: seconds, positionDisplayMode: mode = 'precise' } = state;
  return {
    position: typeof position === 'number' ? position : null,
    estimatedWaitMs: typeof seconds === 'number' ? Math.max(0, Math.round(seconds * 1000)) : null,
    // A mode that is not known yet is shown without a number: saying less is never wrong.
    displayMode: mode === 'precise' ? mode : 'qualitative',
  };
}

function grantOf(snapshot: TakenSnapshot, { admissionGrant, expiresAt }: MechanismState): Grant {
  const { experienceId, sequenceId, distribution, mechanism } = snapshot;
  const token = admissionGrant as Grant['token']; // checked where the answer was read
  const known = snapshot.phase === 'granted' && snapshot.grant.token === token ? snapshot.grant : undefined;
  return {
    ...known,
    token,
    distributionType: mechanism as Exclude<Mechanism, 'appointment'>, // the others have no such status
    distributionId: distribution.id,
    sequenceId,
    experienceId,
    ...(typeof expiresAt === 'string' && { expiresAt: expiresAt as Timestamp }), // likewise
  };
}

function outcomeOf(
  { distribution, mechanism }: TakenSnapshot,
  { type, state }: { readonly type: Outcome['type']; readonly state: MechanismState },
): Outcome {
  const { reason } = state;
  const at = endTimes.map((name) => state[name]).find((time) => typeof time === 'string');
  const named = typeof reason === 'string' && Object.hasOwn(denials, reason) ? denials[reason] : undefined;
  return {
    type: type === 'denied' ? (named ?? type) : type,
    ...(typeof reason === 'string' && { reason }),
    ...(at !== undefined && { at: at as Timestamp }), // a time: checked where the answer was read
    distributionId: distribution.id,
    distributionType: mechanism,
  };
}
