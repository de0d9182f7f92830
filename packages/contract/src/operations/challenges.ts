import { operation } from '../operation.js';
import { challengeRoutes } from '../routes/challenges.js';
import * as challenges from '../schemas/challenges.js';

/** Bot checks that stand in front of a sequence. */
export const challengeOperations = {
  verify: operation(challengeRoutes.verify, {
    summary: 'Shows what a bot check returned, so that its gate opens at the next routing.',
    description:
      "A check that is failed is an ordinary answer; only a challenge that is not the shopper's own, or has run out, is refused.",
    body: challenges.verifyChallengeSchema,
    response: challenges.challengeVerdictSchema,
    errors: [],
  }),
};
