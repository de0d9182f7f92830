import { queueRoutes, type QueueState, type Route } from '@fanfare/contract';
import { renewState, type Answer } from '@fanfare/core';
import { queueState } from './check/queue-state.js';
import { readAnswer } from './read-answer.js';

/** A status that this version of the SDK does not know. */
export interface UnknownQueueState {
  readonly status: 'UNKNOWN';
  /** The status as the platform wrote it. */
  readonly received: string;
}

/** Where a consumer stands in a queue, with an arm for what a newer platform may answer. */
export type AnyQueueState = QueueState | UnknownQueueState;

const known: ReadonlySet<string> = new Set<QueueState['status']>([
  'QUEUED',
  'NOT_QUEUED',
  'LEFT',
  'GRANTED',
  'COMPLETED',
  'DENIED',
]);

/** Reads a queue state; the words of older platforms are mapped to today's. */
export function readQueueState(answer: Answer, route: Route = queueRoutes.status): AnyQueueState {
  const state = readAnswer(answer, { route, check: queueState, renew: renewState }) as QueueState; // checked
  return known.has(state.status) ? state : { status: 'UNKNOWN', received: state.status };
}
