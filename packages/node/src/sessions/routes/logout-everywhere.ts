import type { OperationBody } from '@fanfare/contract/operations';
import { answer } from '../answers.js';
import { readJson } from '../read-json.js';
import { sessionOver } from '../session-over.js';
import type { SessionServices } from '../session-services.js';
import type { Visit } from '../visit.js';

/** Ends the shopper's sessions on all devices, at the platform and here. */
export async function logoutEverywhere(
  { request, live }: Visit,
  services: SessionServices,
): Promise<Response> {
  const { vault, renewals, platform, csrf, cookies } = services;
  if (live === null) throw sessionOver('invalid_token');
  await csrf.demand(request, live.sessionId);
  // The operation checks it against the contract before anything is sent.
  const body = (await readJson(request)) as OperationBody<'sessions.revokeAll'>;
  const { tokens, session } = await renewals.usable(live.key);
  const { revoked } = await platform({ accessToken: tokens.accessToken })('sessions.revokeAll', { body });
  const isKept = body.keepCurrent === true;
  const keys = await vault.keysOf(session.consumerId);
  for (const key of keys) if (!isKept || key !== live.key) await vault.remove(key);
  return answer({ revoked }, { cookies: isKept ? [] : cookies.clear() });
}
