import { sessionEnds } from '@fanfare/contract';
import { AuthenticationError, isFanfareError } from '@fanfare/core/base';

/** Says that there is no session to go on with. A page takes the code as the platform's own, and ends the session once. */
export function sessionOver(code: string = 'refresh_token_invalid'): AuthenticationError {
  return new AuthenticationError('The session is over: sign in again.', { code, status: 401 });
}

/** Tells whether the platform ended a session with its answer to a refresh: only the contract's table decides. */
export function endsSession(error: unknown): error is AuthenticationError {
  if (!isFanfareError(error)) return false;
  return sessionEnds.some(
    ({ on, status, code }) => on === 'refresh' && status === error.status && code === error.code,
  );
}
