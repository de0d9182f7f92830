import type { PageSessionAnswer } from '@fanfare/contract';
import { checkReaderOrigin } from '../../web-security/check-request-origin.js';
import { answer, tellSession } from '../answers.js';
import type { SessionServices } from '../session-services.js';
import type { Visit } from '../visit.js';

/** Tells a page who is signed in, without a token, and gives it the CSRF token for what it asks next. */
export async function sessionInfo({ request, live }: Visit, services: SessionServices): Promise<Response> {
  const { csrf, limits, clock, origins } = services;
  checkReaderOrigin(request, origins);
  const sessionId = live?.sessionId ?? null;
  const current = live === null ? null : tellSession(live.record, { limits, now: clock.now() });
  const body: PageSessionAnswer = { current };
  const isIssued = await csrf.isIssued(request, sessionId);
  return answer(body, { cookies: isIssued ? [] : [(await csrf.issue(sessionId)).cookie] });
}
