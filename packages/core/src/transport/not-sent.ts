import { RequestError } from '../errors/error-classes.js';

/** Makes the error of a call that was refused here, before anything was sent; `why` follows "it". */
export function notSent(operation: string, why: string): RequestError {
  return new RequestError(`${operation} was not sent: it ${why}.`, { code: 'invalid_request' });
}
