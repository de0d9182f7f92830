import { mfaRoutes, type StepUp } from '@fanfare/contract';
import { isFanfareError, type Answer } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { readAuthSession } from '../guards/read-auth-session.js';
import { checkCallOptions, type CallOptions } from '../resources/call-options.js';
import { checkBody } from '../resources/check-body.js';
import type { SessionView } from '../session/session.js';
import { stepUpRules } from './body-rules.js';
import type { SignIns } from './sign-in.js';

/** Shows the second factor, and puts the session that comes of it in the place of the present one. */
export type StepUpCall = (proof: StepUp, options?: CallOptions) => Promise<SessionView>;

/** Creates the call that steps up. It is sent once: a code works once, and with the answer the old tokens are worth nothing. */
export function createStepUp({ session, sendAs }: Connection, signIns: SignIns): StepUpCall {
  return async (proof, options) => {
    const { stepUp: route } = mfaRoutes;
    checkBody(proof, { what: 'auth.stepUp', rules: stepUpRules });
    const call = { ...checkCallOptions(options, 'auth.stepUp'), route, body: proof, maxRetries: 0 };
    let sent: Promise<Answer> | undefined;

    const send = (token: string): Promise<Answer> => (sent = sendAs(call, token));
    // Another tab may find out that the old session is over before the new one has arrived here.
    const answerInSpite = async (error: unknown): Promise<Answer> => {
      if (sent === undefined) throw error;
      if (isFanfareError(error) && error.code === 'session_expired') return sent;
      sent.then((answer) => signIns.discard(readAuthSession(answer, route))).catch(() => undefined);
      throw error;
    };

    return signIns.run('stepUp', (commit) =>
      session.swap(async (guard) => {
        const guarded = guard(send, { signal: call.signal, userInitiated: true });
        return commit(readAuthSession(await guarded.catch(answerInSpite), route));
      }),
    );
  };
}
