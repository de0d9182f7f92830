import { consumerRoutes, type OwnState } from '@fanfare/contract';
import { renewOwnState, type Answer } from '@fanfare/core';
import { ownState } from './check/own-state.js';
import { readAnswer } from './read-answer.js';

/**
 * Reads the state of the signed-in consumer. Stages, phases and mechanisms that this version does not know
 * pass untouched; the journey reducers have an arm for them.
 */
export function readOwnState(answer: Answer): OwnState {
  return readAnswer(answer, {
    route: consumerRoutes.me,
    check: ownState,
    renew: renewOwnState,
  }) as OwnState; // checked as far as a journey acts on it
}
