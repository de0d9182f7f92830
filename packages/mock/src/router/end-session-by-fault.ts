import { createRefreshTokens } from '../state/refresh-tokens.js';
import { createSessions, type SessionRecord } from '../state/sessions.js';
import { refuse } from '../refusal.js';
import type { ParsedBody } from './body-reader.js';
import type { ProvenCall } from './proven-call.js';

/** Ends the caller's session where a fault asks for it, as if the merchant had done so a moment ago. */
export function endSessionByFault(call: ProvenCall): void {
  if (!call.exchange.fault?.revokeSession) return;
  const session = sessionOf(call);
  if (session === undefined) return;
  call.context.use(createSessions).revoke(session);
  if (call.principal.kind === 'consumer') refuse('session_revoked', 'The session was ended; sign in again.');
}

function sessionOf({ context, principal, raw }: ProvenCall): SessionRecord | undefined {
  const sessions = context.use(createSessions);
  if (principal.kind === 'consumer') return sessions.find(principal.sessionId);
  if (principal.kind !== 'publishable') return undefined;
  const sessionId = context.use(createRefreshTokens).sessionOf(principal.tenant, tokenIn(raw.readJson()));
  return sessionId === undefined ? undefined : sessions.find(sessionId);
}

function tokenIn(body: ParsedBody): string {
  const value = 'value' in body ? body.value : undefined;
  if (typeof value !== 'object' || value === null || !('refreshToken' in value)) return '';
  return typeof value.refreshToken === 'string' ? value.refreshToken : '';
}
