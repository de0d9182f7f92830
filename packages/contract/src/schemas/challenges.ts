import * as z from 'zod/mini';
import { mitigationSchema } from './routing.js';
import { id, idParam, text } from './shapes.js';

export const verifyChallengeSchema = z.strictObject({
  challengeId: idParam<string>(),
  token: text(1, 4096),
});

export const challengeVerdictSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('passed'), challengeId: id<string>() }),
  z.object({ status: z.literal('failed'), challengeId: id<string>(), mitigation: mitigationSchema }),
  z.object({ status: z.literal('blocked'), challengeId: id<string>(), mitigation: mitigationSchema }),
]);

/** What a bot check made of the person in front of it. */
export interface VerifyChallenge extends z.infer<typeof verifyChallengeSchema> {}
/** Whether a bot check is passed; if it is not, how often it may be tried again, or when. */
export type ChallengeVerdict = z.infer<typeof challengeVerdictSchema>;
