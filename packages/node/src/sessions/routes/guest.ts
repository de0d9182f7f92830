import { answer, tellTokens } from '../answers.js';
import { openSession } from '../open-session.js';
import { endsSession } from '../session-over.js';
import type { SessionServices } from '../session-services.js';
import type { Visit } from '../visit.js';

/** Makes a guest, or returns the session there is: no answer that got lost, and no second tab, costs a shopper their place. */
export async function guest(
  { request, live, userAgent }: Visit,
  services: SessionServices,
): Promise<Response> {
  const { platform, csrf, renewals, limits, clock } = services;
  await csrf.demand(request, live?.sessionId ?? null);
  if (live !== null) {
    try {
      return answer(tellTokens(await renewals.usable(live.key), { limits, now: clock.now() }));
    } catch (error) {
      // Any other 401, as that of a proxy, costs nobody their place.
      if (!endsSession(error)) throw error;
    }
  }
  const signedIn = await platform({ userAgent })('auth.guest', {});
  return openSession(signedIn, { services, before: live });
}
