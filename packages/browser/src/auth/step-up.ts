import { mfaRoutes, type StepUp } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { readAuthSession } from '../guards/read-auth-session.js';
import { checkCallOptions, type CallOptions } from '../resources/call-options.js';
import { checkBody } from '../resources/check-body.js';
import type { SessionView } from '../session/session.js';
import { stepUpRules } from './body-rules.js';
import { sendInPlace } from './send-in-place.js';
import type { SignIns } from './sign-in.js';

/** Shows the second factor, and puts the session that comes of it in the place of the present one. */
export type StepUpCall = (proof: StepUp, options?: CallOptions) => Promise<SessionView>;

/** Creates the call that steps up. */
export function createStepUp({ session, sendAs }: Connection, signIns: SignIns): StepUpCall {
  return async (proof, options) => {
    const { stepUp: route } = mfaRoutes;
    checkBody(proof, { what: 'auth.stepUp', rules: stepUpRules });
    const call = { ...checkCallOptions(options, 'auth.stepUp'), route, body: proof, maxRetries: 0 };
    return signIns.run('stepUp', (commit) =>
      session.swap(async (guard) =>
        commit(readAuthSession(await sendInPlace(call, { guard, sendAs, signIns }), route)),
      ),
    );
  };
}
