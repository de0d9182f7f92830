import { RequestError } from '@fanfare/core';

/** Makes the error of a call whose arguments do not fit. @param what - Call, argument and what is wrong, never its value. */
export function refusedArgument(what: string): RequestError {
  return new RequestError(`${what}. Nothing was sent.`, { code: 'invalid_request' });
}
