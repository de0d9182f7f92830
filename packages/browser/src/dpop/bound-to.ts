import { readClaims } from '../session/read-claims.js';

let last: { readonly token: string; readonly key: string | undefined } | undefined;

/** Returns the thumbprint of the key that an access token is bound to (RFC 9449 §6.1); `undefined` for a bearer token. */
export function boundTo(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  if (last?.token === token) return last.key; // the same token goes with call after call
  const { jkt } = Object(readClaims(token)['cnf']) as { readonly jkt?: unknown }; // any members, or none
  const key = typeof jkt === 'string' ? jkt : undefined;
  last = { token, key };
  return key;
}
