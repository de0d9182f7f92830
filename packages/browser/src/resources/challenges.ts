import { challengeRoutes, type ChallengeVerdict, type VerifyChallenge } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { object } from './check/check.js';
import { id, string } from './check/shapes.js';
import { fits, type Fits } from './fits.js';
import { idForm, textForm } from './forms.js';

/** Hands in the answers to bot checks that stand in front of a way. */
export interface Challenges {
  /**
   * Hands in the token that a bot check ended with. A check that is failed is an ordinary answer, which tells how
   * often it may be tried again; after it is passed, route or enter again. Never repeated by itself.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found` where the challenge is not the shopper's
   */
  verify(answer: VerifyChallenge, options?: CallOptions): Promise<ChallengeVerdict>;
}

const verdict = object({ status: string, challengeId: id });
const rules: Fits = fits({
  forms: { challengeId: idForm, token: textForm(1, 4_096) },
  needed: ['challengeId', 'token'],
});

/**
 * Creates the part of a client that hands in the answers to bot checks.
 *
 * @example
 * ```ts
 * import { createChallenges } from '@fanfare/browser/challenges';
 * import { connect } from '@fanfare/browser/session';
 *
 * const challenges = createChallenges(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { status } = await challenges.verify({ challengeId: 'challenge_1', token: 'from-the-widget' });
 * if (status !== 'passed') console.log('please try again');
 * ```
 */
export function createChallenges(connection: Connection): Challenges {
  const ask = createAsk(connection);
  return {
    verify: (body, options) =>
      ask<ChallengeVerdict>(challengeRoutes.verify, { body, rules, check: verdict, options }),
  };
}
