import type { FinishedCall } from '../router/finished-call.js';

/** Finds the session that a call was made in, or that it opened. */
export function sessionOf({ principal, answer }: FinishedCall): string | undefined {
  return openedBy(answer) ?? (principal?.kind === 'consumer' ? principal.sessionId : undefined);
}

/** Reads the session off the access token in an answer, which is our own. */
function openedBy(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('accessToken' in answer)) return undefined;
  const [, claims] = String(answer.accessToken).split('.');
  if (claims === undefined) return undefined;
  const { sid } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly sid?: string };
  return sid;
}
