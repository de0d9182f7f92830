import { isFanfareError, type Clock } from '@fanfare/core/base';
import type { RefreshResult } from '@fanfare/contract';
import { pause } from './pause.js';
import type { Platform } from './platform.js';
import type { SessionRecord } from './session-record.js';
import type { Turn } from './turn.js';

/** How tokens are traded. */
export interface TradeOptions {
  readonly turn: Turn;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: () => number;
  /** The time for one attempt, in milliseconds. */
  readonly attemptMs: number;
}

/**
 * Trades the refresh token of a session for the next tokens. Nothing is sent, and nothing again, unless the turn is certain at that very
 * moment: a process that stood still for a while may have lost it.
 *
 * @returns `undefined` where the turn was lost; nothing was sent then, or nothing again.
 * @throws what the platform refused it with
 */
export async function tradeTokens(
  from: SessionRecord,
  { turn, platform, clock, random, attemptMs }: TradeOptions,
): Promise<RefreshResult | undefined> {
  const send = async (): Promise<RefreshResult | undefined> => {
    const fence = await turn.confirm(from);
    if (fence === undefined) return undefined;
    let isHeld = true;
    const maySend = (): boolean => (isHeld = fence());
    try {
      return await platform({ maySend })('auth.refresh', {
        body: { refreshToken: from.tokens.refreshToken.reveal() },
        options: { timeoutMs: attemptMs, totalTimeoutMs: attemptMs },
      });
    } catch (error) {
      if (isHeld) throw error;
      return undefined;
    }
  };
  try {
    return await send();
  } catch (error) {
    if (!isAnswerLost(error)) throw error;
  }
  // Once more, and soon: the platform repeats a lost answer for a short leeway only.
  await pause(100 + 200 * random(), clock);
  return send();
}

function isAnswerLost(error: unknown): boolean {
  if (!isFanfareError(error)) return false;
  return error.code === 'network_error' || (error.code === 'invalid_response' && (error.status ?? 0) < 400);
}
