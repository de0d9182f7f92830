import type { OperationBody } from '@fanfare/contract/operations';
import { openSession } from '../open-session.js';
import { readJson } from '../read-json.js';
import { sessionOver } from '../session-over.js';
import type { SessionServices } from '../session-services.js';
import type { Visit } from '../visit.js';

/** Shows the second factor. The session that comes of it has a new id, and as long to live as the one before. */
export async function stepUp(
  { request, live, userAgent }: Visit,
  services: SessionServices,
): Promise<Response> {
  const { platform, csrf, renewals } = services;
  if (live === null) throw sessionOver('invalid_token');
  await csrf.demand(request, live.sessionId);
  // The operation checks it against the contract before anything is sent.
  const body = (await readJson(request)) as OperationBody<'mfa.stepUp'>;
  const since = await renewals.usable(live.key);
  const signedIn = await platform({ accessToken: since.tokens.accessToken, userAgent })('mfa.stepUp', {
    body,
  });
  return openSession(signedIn, { services, before: live, since });
}
