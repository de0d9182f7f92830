import type { HandlersOf } from '../handler.js';
import { refuse } from '../refusal.js';
import { createBotChecks } from '../state/bot-checks.js';

/** Bot checks that stand in front of a sequence. */
export const challengeHandlers: HandlersOf<'challenges.verify'> = {
  'challenges.verify': ({ context, principal, body }) =>
    context.use(createBotChecks).verify(principal, body) ??
    refuse('not_found', 'There is no such challenge, or it has run out; route again for another one.'),
};
