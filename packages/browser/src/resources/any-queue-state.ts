import type { QueueState } from '@fanfare/contract';
import { orUnknown, type UnknownState } from './unknown-state.js';

/** Where a consumer stands in a queue, with an arm for what a newer platform may answer. */
export type AnyQueueState = QueueState | UnknownState;

const known: readonly QueueState['status'][] = [
  'QUEUED',
  'NOT_QUEUED',
  'LEFT',
  'GRANTED',
  'COMPLETED',
  'DENIED',
];

/** Gives a status of a newer platform its own arm. */
export function toAnyQueueState(state: QueueState): AnyQueueState {
  return orUnknown(state, known);
}
