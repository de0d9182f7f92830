import type { ExperienceId } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { joinSignals } from '../join-signals.js';
import type { CallOptions } from '../resources/call-options.js';
import { createChallenges } from '../resources/challenges.js';
import type { BotChallenge } from './view.js';

/** Where a challenge comes from. */
export interface ChallengeContext {
  readonly experienceId: ExperienceId;
  /** Aborted when the challenge has run out, or nobody waits for its answer any more. */
  readonly signal: AbortSignal;
}

/**
 * Shows a bot check to the shopper and resolves with the token that it ended with; `null` where the shopper closed it.
 * It is called once for each time that the platform asks, while an action waits for it: call no action from inside.
 */
export type OnChallenge = (challenge: BotChallenge, context: ChallengeContext) => Promise<string | null>;

/** How a challenge is answered. */
export interface Answering {
  readonly challenge: BotChallenge;
  readonly experienceId: ExperienceId;
  readonly onChallenge: OnChallenge;
  readonly options: CallOptions;
  /** Aborted when the journey is destroyed. */
  readonly signal: AbortSignal;
}

/**
 * Lets the page answer a challenge, and hands the answer in. Resolves with whether one was: that it was passed, the
 * next routing tells.
 */
export async function answerChallenge(connection: Connection, answering: Answering): Promise<boolean> {
  const { challenge, experienceId, onChallenge, options } = answering;
  const { clock } = connection.options;
  const over = new AbortController();
  const { signal, release } = joinSignals([over.signal, answering.signal, options.signal]);
  const leftMs = Date.parse(challenge.expiresAt) - clock.now();
  // A clock that is wrong by more than the life of a challenge says nothing about its end.
  const cancel = leftMs > 0 ? clock.setTimeout(() => over.abort(), leftMs) : (): void => undefined;
  try {
    const token = await Promise.race([onChallenge(challenge, { experienceId, signal }), untilOver(signal)]);
    options.signal?.throwIfAborted();
    answering.signal.throwIfAborted();
    if (token === null) return false;
    await createChallenges(connection).verify({ challengeId: challenge.id, token }, options);
    return true;
  } finally {
    cancel();
    over.abort();
    release();
  }
}

function untilOver(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
