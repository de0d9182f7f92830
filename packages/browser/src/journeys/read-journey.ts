import { consumerRoutes, queueRoutes, type ExperienceId, type QueueState } from '@fanfare/contract';
import { parseRetryAfter, renewState, type Answer } from '@fanfare/core';
import { isFanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { readOwnState } from '../resources/read-own-state.js';
import { toAnyQueueState } from '../resources/any-queue-state.js';
import { queueState } from '../resources/check/queue-state.js';
import { readAnswer } from '../resources/read-answer.js';
import { viewFromOwnState } from './view-from-own-state.js';
import { isQueueView, viewFromQueueState, type QueueView } from './view-from-queue-state.js';
import type { JourneyView } from './view.js';

/** What a reading brought. */
export interface JourneyReading {
  /** `null` where the shopper has no journey in this experience. */
  readonly view: JourneyView | null;
  /** When the platform wants to be asked again, in milliseconds. */
  readonly hintMs: number | undefined;
}

/** One reading is one request, or a few: the loop around it knows when to come again. */
const limits = { maxRetries: 0, totalTimeoutMs: 15_000 };

/** What a reading starts from. */
export interface JourneyQuestion {
  readonly experienceId: ExperienceId;
  /** What is known so far; it decides whom to ask. */
  readonly view: JourneyView;
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
  const { view } = question;
  if (!isInQueue(view)) {
    const own = await readOwn(connection, question);
    if (!isInQueue(own.view) || own.view.phase !== 'participating') return own;
    // The own state tells the place only; the queue also knows how long it will take.
    return readQueue(connection, own.view, question.signal).catch(() => own);
  }
  const queued = await readQueue(connection, view, question.signal).catch((error: unknown) => {
    if (isFanfareError(error) && error.status === 404) return undefined; // no longer in that queue
    throw error;
  });
  if (queued !== undefined && isInQueue(queued.view)) return queued;
  const own = await readOwn(connection, question);
  return { ...own, view: own.view ?? queued?.view ?? null };
}

function isInQueue(view: JourneyView | null): view is QueueView {
  return view !== null && isQueueView(view) && (view.phase === 'participating' || view.phase === 'granted');
}

async function readQueue(
  connection: Connection,
  view: QueueView,
  signal: AbortSignal,
): Promise<JourneyReading> {
  const call = { ...limits, signal, route: queueRoutes.status, params: { queueId: view.distribution.id } };
  const answer = await connection.send(call, { isBackground: true });
  const reading = { route: queueRoutes.status, check: queueState, renew: renewState };
  const state = toAnyQueueState(readAnswer(answer, reading) as QueueState); // checked
  const hint = 'pollAfterMs' in state ? state.pollAfterMs : undefined;
  return { view: viewFromQueueState(view, state), hintMs: hint ?? retryAfter(answer, connection) };
}

async function readOwn(connection: Connection, question: JourneyQuestion): Promise<JourneyReading> {
  const call = { ...limits, signal: question.signal, route: consumerRoutes.me };
  const answer = await connection.send(call, { isBackground: true });
  const own = readOwnState(answer);
  const hintMs = own.pollAfterMs ?? retryAfter(answer, connection);
  return { view: viewFromOwnState(question.experienceId, own), hintMs };
}

/** Not every browser may read the header on another origin; then there is no hint. */
function retryAfter(answer: Answer, { options }: Connection): number | undefined {
  return parseRetryAfter(answer.headers.get('retry-after'), options.clock.now()) ?? undefined;
}
