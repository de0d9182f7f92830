import { AuthenticationError, TooManyAttemptsError } from '@fanfare/core/base';

/** A login that was refused for good: repeating a wrong password locks an account. */
export interface LoginRefusal {
  readonly code: 'unauthorized' | 'too_many_attempts';
  /** Until when nobody repeats it, in milliseconds since the epoch. */
  readonly until: number;
}

/** A definite refusal is not tried again before, in milliseconds. */
export const refusedMs = 900_000;
/** No record holds anybody up for longer, in milliseconds. */
const maxMs = 86_400_000;

/** Reads a refusal out of what a login threw; `undefined` where that says nothing about the credentials. */
export function refusalOf(error: unknown, now: number): LoginRefusal | undefined {
  if (error instanceof TooManyAttemptsError)
    return { code: 'too_many_attempts', until: now + Math.max(refusedMs, error.retryAfterMs ?? 0) };
  return error instanceof AuthenticationError ? { code: 'unauthorized', until: now + refusedMs } : undefined;
}

/** Writes a refusal down in the place of the tokens that there are none of. Nothing in it is secret. */
export function toRefusalRecord({ code, until }: LoginRefusal): string {
  return JSON.stringify({ version: 1, code, refusedUntil: until });
}

/** Reads a refusal that still holds; `undefined` where the text is none. */
export function fromRefusalRecord(record: string, now: number): LoginRefusal | undefined {
  try {
    const { version, code, refusedUntil: until } = JSON.parse(record) as Readonly<Record<string, unknown>>; // each part is checked here
    if (version !== 1 || typeof until !== 'number' || until <= now || until > now + maxMs) return undefined;
    return { code: code === 'too_many_attempts' ? code : 'unauthorized', until };
  } catch {
    return undefined; // without the cause, which quotes the text
  }
}

/** Makes the error for those who heard of a refusal by the store. */
export function sharedRefusal(
  { code, until }: LoginRefusal,
  now: number,
): AuthenticationError | TooManyAttemptsError {
  const message =
    'The login was refused a while ago, and is not repeated yet, so that the account is not locked. Mend the credentials; logout() lets it be tried at once.';
  const retryAfterMs = until - now;
  return code === 'unauthorized'
    ? new AuthenticationError(message, { code, retryAfterMs })
    : new TooManyAttemptsError(message, { code, retryAfterMs });
}
