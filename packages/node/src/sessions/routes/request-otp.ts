import type { OperationBody } from '@fanfare/contract/operations';
import { answer } from '../answers.js';
import { readJson } from '../read-json.js';
import type { SessionServices } from '../session-services.js';
import type { Visit } from '../visit.js';

/** Has the platform send a one-time code. */
export async function requestOtp(
  { request, live, userAgent }: Visit,
  services: SessionServices,
): Promise<Response> {
  const { platform, csrf } = services;
  await csrf.demand(request, live?.sessionId ?? null);
  // The operation checks it against the contract before anything is sent.
  const body = (await readJson(request)) as OperationBody<'auth.requestOtp'>;
  const { ok } = await platform({ userAgent })('auth.requestOtp', { body });
  return answer({ ok });
}
