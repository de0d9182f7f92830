import { authRoutes, type RefreshResult } from '@fanfare/contract';
import type { Answer } from '@fanfare/core';
import { readAnswer } from '../resources/read-answer.js';
import { refreshResultCheck } from './auth-checks.js';

/**
 * Reads the answer of a refresh. An answer that does not fit never ends a session: it is a failure like any other.
 *
 * @throws `ResponseError` `invalid_response`, naming the place that does not fit, never what stands there.
 */
export function readRefreshResult(answer: Answer): RefreshResult {
  return readAnswer(answer, { route: authRoutes.refresh, check: refreshResultCheck }) as RefreshResult; // checked
}
