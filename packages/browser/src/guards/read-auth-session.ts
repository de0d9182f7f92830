import type { AuthSession, Route } from '@fanfare/contract';
import type { Answer } from '@fanfare/core';
import { readAnswer } from '../resources/read-answer.js';
import { authSessionCheck } from './auth-checks.js';

/**
 * Reads the answer of a sign-in: tokens that are about to be trusted.
 *
 * @throws `ResponseError` `invalid_response`, naming the place that does not fit, never what stands there.
 */
export function readAuthSession(answer: Answer, route: Route): AuthSession {
  return readAnswer(answer, { route, check: authSessionCheck }) as AuthSession; // checked
}
