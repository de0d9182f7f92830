import type { AuthSession } from '@fanfare/contract';
import type { OperationBody } from '@fanfare/contract/operations';
import { openSession } from '../open-session.js';
import { readJson } from '../read-json.js';
import { revokeTokens } from '../revoke-tokens.js';
import { endsSession } from '../session-over.js';
import type { SessionServices } from '../session-services.js';
import type { Visit } from '../visit.js';

/** The sign-ins that a code of the shopper's, or of the merchant's own identity provider, makes. */
export type SignInOperation = 'auth.verifyOtp' | 'auth.exchangeExternal';

/** Creates the route that relays a sign-in. A guest who signs in keeps the place in line. */
export function signIn(operation: SignInOperation) {
  return async function relaySignIn(visit: Visit, services: SessionServices): Promise<Response> {
    const { platform, csrf, clock } = services;
    const { request, live, userAgent } = visit;
    await csrf.demand(request, live?.sessionId ?? null);
    // The operation checks it against the contract before anything is sent.
    const body = (await readJson(request)) as OperationBody<SignInOperation>;
    const accessToken = await guestToken(visit, services);
    const signedIn = (await platform({ accessToken, userAgent })(operation, { body })) as AuthSession; // both answer with one
    const answer = await openSession(signedIn, { services, before: live });
    // The platform ended the guest's session itself; of that of somebody else it knows nothing.
    if (live !== null && accessToken === undefined) {
      await revokeTokens(live.record, { platform, now: clock.now() });
    }
    return answer;
  };
}

async function guestToken({ live }: Visit, { renewals }: SessionServices): Promise<string | undefined> {
  if (live?.record.session.type !== 'guest') return undefined;
  try {
    return (await renewals.usable(live.key)).tokens.accessToken;
  } catch (error) {
    if (endsSession(error)) return undefined; // the guest is gone, the shopper is not
    throw error;
  }
}
