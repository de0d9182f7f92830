import type { MockContext } from '../context.js';
import { createAccessTokens } from '../auth/access-tokens.js';
import { readCredentials } from '../auth/credentials.js';
import { isAlive } from '../auth/is-alive.js';
import type { ConsumerPrincipal } from '../principal.js';
import { createSessions } from '../state/sessions.js';
import { every } from './every.js';

/** Whose stream it is, and what is done at the end. */
export interface Lifeline {
  readonly principal: ConsumerPrincipal;
  /** When the access token runs out, in milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly end: (event: 'token_expired' | 'session_ended') => void;
}

/** How often is looked whether a session has rested too long, which nobody tells. */
const lookMs = 15_000;

/** Reads when the access token of a request runs out, which has been checked before. */
export async function tokenEnd(context: MockContext, headers: Headers): Promise<number> {
  const { exp } = await context.use(createAccessTokens).verify(readCredentials(headers).bearer?.value ?? '');
  return exp * 1000;
}

/** Ends a stream with the token or the session that it was opened with; returns the undo. */
export function endWithSession(context: MockContext, { principal, expiresAt, end }: Lifeline): () => void {
  const { clock } = context;
  const sessions = context.use(createSessions);
  const look = (): void => {
    const session = sessions.find(principal.sessionId);
    if (session === undefined || !isAlive(context, session)) end('session_ended');
  };
  const undo = [
    sessions.onRevoke(({ id }) => {
      if (id === principal.sessionId) end('session_ended');
    }),
    clock.schedule(expiresAt, () => end('token_expired')),
    every(lookMs, { clock, run: look }),
  ];
  look(); // it may have ended while the stream was opened
  return () => undo.forEach((each) => each());
}
