import { consumerRoutes, queueRoutes, type OwnState, type QueueState } from '@fanfare/contract';
import { isFanfareError, renewState, type Answer } from '@fanfare/core';
import { parseRetryAfter } from '@fanfare/core/retry-after';
import type { Connection } from '../connection.js';
import { toAnyQueueState } from '../resources/any-queue-state.js';
import { queueState } from '../resources/check/queue-state.js';
import { readAnswer } from '../resources/read-answer.js';
import { readOwnState } from '../resources/read-own-state.js';
import { snapshotFromOwnState } from './snapshot-from-own-state.js';
import { snapshotFromState, type MechanismState } from './snapshot-from-state.js';
import type { JourneySnapshot, TakenSnapshot } from './snapshot.js';
import type { KnownWaitlists } from './waitlist-of.js';

/** What a reading brought. */
export interface JourneyReading {
  /** `null` where the shopper has no journey in this experience. */
  readonly snapshot: JourneySnapshot | null;
  /** When the platform wants to be asked again, in milliseconds. */
  readonly hintMs: number | undefined;
  /** The own state, where that was read: it concerns the other journeys too. */
  readonly own?: OwnState;
}

/** One reading is one request, or a few: the loop around it knows when to come again. */
const limits = { maxRetries: 0, totalTimeoutMs: 15_000 };

/** What a reading starts from. */
export interface JourneyQuestion {
  /** What is known so far; it decides whom to ask. */
  readonly snapshot: JourneySnapshot;
  readonly waitlists: KnownWaitlists | undefined;
  readonly signal: AbortSignal;
}

/**
 * Reads where the shopper stands. Who stands in a queue is read from that queue, which is the lighter and the
 * richer answer; everything else, and what comes after the queue, from the shopper's own state.
 */
export async function readJourney(
  connection: Connection,
  question: JourneyQuestion,
): Promise<JourneyReading> {
  const { snapshot } = question;
  if (!isInQueue(snapshot)) {
    const own = await readOwn(connection, question);
    if (!isInQueue(own.snapshot) || own.snapshot.phase !== 'participating') return own;
    // The own state tells the place only; the queue also knows how long it will take.
    const queued = await readQueue(connection, own.snapshot, question.signal).catch(() => undefined);
    return queued === undefined ? own : { ...own, ...queued };
  }
  const queued = await readQueue(connection, snapshot, question.signal).catch((error: unknown) => {
    if (isFanfareError(error) && error.status === 404) return undefined; // no longer in that queue
    throw error;
  });
  if (queued !== undefined && isInQueue(queued.snapshot)) return queued;
  const own = await readOwn(connection, question);
  return { ...own, snapshot: own.snapshot ?? queued?.snapshot ?? null };
}

/** Tells whether a shopper stands in a queue, or was let in from one. */
export function isInQueue(
  snapshot: JourneySnapshot | null,
): snapshot is Extract<TakenSnapshot, { mechanism: 'queue'; phase: 'participating' | 'granted' }> {
  if (snapshot === null || !('consumer' in snapshot) || snapshot.mechanism !== 'queue') return false;
  return snapshot.phase === 'participating' || snapshot.phase === 'granted';
}

async function readQueue(
  connection: Connection,
  snapshot: TakenSnapshot,
  signal: AbortSignal,
): Promise<JourneyReading> {
  const params = { queueId: snapshot.distribution.id };
  const call = { ...limits, signal, route: queueRoutes.status, params };
  const answer = await connection.send(call, { isBackground: true });
  const reading = { route: queueRoutes.status, check: queueState, renew: renewState };
  const state = toAnyQueueState(readAnswer(answer, reading) as QueueState); // checked
  const hint = 'pollAfterMs' in state ? state.pollAfterMs : undefined;
  const next = snapshotFromState(snapshot, state as unknown as MechanismState); // an interface has no index signature
  return { snapshot: next, hintMs: hint ?? retryAfter(answer, connection) };
}

async function readOwn(connection: Connection, question: JourneyQuestion): Promise<JourneyReading> {
  const call = { ...limits, signal: question.signal, route: consumerRoutes.me };
  const answer = await connection.send(call, { isBackground: true });
  const own = readOwnState(answer);
  const hintMs = own.pollAfterMs ?? retryAfter(answer, connection);
  const { experienceId } = question.snapshot;
  return { snapshot: snapshotFromOwnState(experienceId, own, question.waitlists), hintMs, own };
}

/** Not every browser may read the header on another origin; then there is no hint. */
function retryAfter(answer: Answer, { options }: Connection): number | undefined {
  return parseRetryAfter(answer.headers.get('retry-after'), options.clock.now()) ?? undefined;
}
