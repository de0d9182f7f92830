import { AuthenticationError } from '@fanfare/core/base';

/** Why a token was refused. */
export type TokenRefusal =
  | 'spelling'
  | 'header'
  | 'algorithm'
  | 'unknown_key'
  | 'signature'
  | 'type'
  | 'issuer'
  | 'audience'
  | 'claims'
  | 'organization'
  | 'mode'
  | 'not_yet_valid'
  | 'expired';

const sentences: Readonly<Record<TokenRefusal, string>> = {
  spelling: 'it is not a JWT in canonical compact form of at most 8192 characters',
  header: 'its header is not one that an access token has',
  algorithm: 'its algorithm is not the one of its key',
  unknown_key: 'the platform has no such key',
  signature: 'its signature is wrong',
  type: 'it is not an access token',
  issuer: 'another issuer made it',
  audience: 'it is meant for another audience',
  claims: 'a claim is missing or malformed',
  organization: 'it belongs to another organization',
  mode: 'it is not one of the same mode, test or live',
  not_yet_valid: 'it is not valid yet',
  expired: 'it has expired; the page has to refresh it',
};

/** Makes the error of a refused token: code `token_expired` or `invalid_token`, the reason in `details`. */
export function tokenError(
  reason: TokenRefusal,
  options?: { readonly cause?: unknown },
): AuthenticationError {
  return new AuthenticationError(`The access token was refused: ${sentences[reason]}.`, {
    code: reason === 'expired' ? 'token_expired' : 'invalid_token',
    details: { reason },
    cause: options?.cause,
  });
}
