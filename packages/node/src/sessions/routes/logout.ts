import { answer } from '../answers.js';
import { readJson } from '../read-json.js';
import { revokeTokens } from '../revoke-tokens.js';
import type { SessionServices } from '../session-services.js';
import type { Visit } from '../visit.js';

/** Ends the session here first, and then at the platform. A page that is late does not end the session of somebody else. */
export async function logout({ request, live }: Visit, services: SessionServices): Promise<Response> {
  const { vault, platform, csrf, cookies, clock } = services;
  if (live === null) return answer(null);
  await csrf.demand(request, live.sessionId);
  const { id } = await readJson(request);
  if (id !== undefined && id !== live.record.id) return answer(null);
  await vault.remove(live.key);
  await revokeTokens(live.record, { platform, now: clock.now() });
  return answer(null, { cookies: cookies.clear() });
}
