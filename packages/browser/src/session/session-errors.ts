import type { SessionEndReason } from '@fanfare/contract';
import {
  adviseWait,
  AbortedError,
  FanfareError,
  NetworkError,
  RateLimitError,
  ServerError,
  SessionError,
  TimeoutError,
} from '@fanfare/core';
import type { SharedBackoff } from '../stores/token-record.js';
import type { AbortCode, Model } from './machine.js';

const messages: Readonly<Record<AbortCode, string>> = {
  session_replaced: 'Another consumer signed in meanwhile; start the call again for them.',
  session_expired: 'The platform ended the session; sign in again.',
  not_authenticated: 'Nobody is signed in; sign in first, for instance with auth.guest().',
  destroyed: 'The client was destroyed; make a new one.',
};

/** Makes the error of a call that has no session to go on with. */
export function sessionError(code: AbortCode): SessionError {
  return new SessionError(messages[code], { code });
}

/** Tells what a call is ended with whose session ended. */
export function endedCode(reason: SessionEndReason): AbortCode {
  if (reason === 'replaced') return 'session_replaced';
  return reason === 'logout' ? 'not_authenticated' : 'session_expired';
}

/** Tells what a call is refused with where nobody is signed in. */
export function noSessionCode({ phase, reason }: Model): AbortCode {
  if (phase === 'destroyed') return 'destroyed';
  return phase === 'ended' && reason !== 'logout' ? 'session_expired' : 'not_authenticated';
}

/** Makes the error of a call that its caller gave up. */
export function abortedError(cause: unknown): AbortedError {
  return new AbortedError('The caller aborted the call.', { code: 'aborted', cause });
}

/** Makes the error of a call that finds the refresh waiting out a back-off: the session is kept. */
export function waitingError(wait: SharedBackoff | undefined, retryAfterMs: number): FanfareError {
  const { code = 'network_error', status } = wait ?? {};
  const message = `The access token could not be refreshed (${code}); the session is kept. ${adviseWait(retryAfterMs)}`;
  return new (classFor(code, status))(message, { code, status, retryAfterMs, retryable: true });
}

function classFor(code: string, status: number | undefined): typeof FanfareError {
  if (code === 'network_error') return NetworkError;
  if (code === 'timeout') return TimeoutError;
  if (status === 429) return RateLimitError;
  return status !== undefined && status >= 500 ? ServerError : FanfareError;
}
