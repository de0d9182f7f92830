import { RequestError } from '@fanfare/core/base';
import { answer, tellTokens } from '../answers.js';
import { readJson } from '../read-json.js';
import { sessionOver } from '../session-over.js';
import type { SessionServices } from '../session-services.js';
import { touch } from '../touch.js';
import type { Visit } from '../visit.js';

/** Gives a page its access token, renewed where it has to be. */
export async function token({ request, live }: Visit, services: SessionServices): Promise<Response> {
  const { csrf, renewals, limits, clock } = services;
  if (live === null) throw sessionOver();
  await csrf.demand(request, live.sessionId);
  const { after, idleMs, takesPart } = readRequest(await readJson(request));
  const now = clock.now();
  if (takesPart) await touch(live, { services, activeAt: now, partAt: now });
  else if (idleMs !== undefined) await touch(live, { services, activeAt: now - idleMs });
  // There is no generation ahead of this one, and asking for one must not make more than one refresh.
  const record = await renewals.usable(live.key, Math.min(after, live.record.generation));
  return answer(tellTokens(record, { limits, now: clock.now() }));
}

interface TokenRequest {
  readonly after: number;
  readonly idleMs: number | undefined;
  readonly takesPart: boolean;
}

function readRequest(body: Readonly<Record<string, unknown>>): TokenRequest {
  const { after, idleMs, takesPart } = body;
  const isCount = (value: unknown, least: number): value is number =>
    Number.isSafeInteger(value) && (value as number) >= least; // a safe integer is a number
  if (isCount(after, -1) && (idleMs === undefined || isCount(idleMs, 0))) {
    return { after, idleMs, takesPart: takesPart === true };
  }
  const message = 'must hold after, and may hold idleMs, both whole numbers';
  throw new RequestError(`The body of the request ${message}.`, {
    code: 'invalid_request',
    issues: [{ path: '', message }],
  });
}
