import type { FinishedCall } from '../router/finished-call.js';
import type { Tenant } from '../tenant.js';
import { createAuditSubjects } from './audit-subjects.js';

/** Finds the session that a call was made in, or that it opened, by its pseudonym. */
export function sessionOf({ context, principal, answer }: FinishedCall, tenant: Tenant): string | undefined {
  const id = openedBy(answer) ?? (principal?.kind === 'consumer' ? principal.sessionId : undefined);
  return id === undefined ? undefined : context.use(createAuditSubjects).ofSession(tenant, id);
}

/** Reads the session off the access token in an answer, which is our own. */
function openedBy(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('accessToken' in answer)) return undefined;
  const [, claims] = String(answer.accessToken).split('.');
  if (claims === undefined) return undefined;
  const { sid } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly sid?: string };
  return sid;
}
