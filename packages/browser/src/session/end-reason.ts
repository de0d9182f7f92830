import { sessionEnds } from '@fanfare/contract';
import type { SessionEnd, SessionEndReason } from '@fanfare/contract';
import { isFanfareError } from '@fanfare/core';

/** Returns why an answer ends a session, or undefined where it does not: only the contract's table decides. */
export function endReason(error: unknown, on: SessionEnd['on']): SessionEndReason | undefined {
  if (!isFanfareError(error)) return undefined;
  return sessionEnds.find((end) => end.on === on && end.status === error.status && end.code === error.code)
    ?.reason;
}
