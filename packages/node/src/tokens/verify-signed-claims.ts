import type { JWTPayload, JWTVerifyOptions } from 'jose';
import { readPart } from './read-part.js';
import { tokenError, type TokenRefusal } from './token-error.js';

const claimRefusals: Readonly<Record<string, TokenRefusal>> = {
  typ: 'type',
  iss: 'issuer',
  aud: 'audience',
  nbf: 'not_yet_valid',
};

/**
 * Verifies the signature of a token and its registered claims, whose header was read before.
 *
 * @throws AuthenticationError `invalid_token`, `token_expired`
 */
export async function verifySignedClaims(
  token: string,
  { key, options }: { readonly key: CryptoKey; readonly options: JWTVerifyOptions },
): Promise<JWTPayload> {
  const { jwtVerify, errors } = await import('jose');
  try {
    const { payload } = await jwtVerify(token, key, options);
    const read = readPart(token.split('.')[1] ?? '');
    if (read === 'repeated_names') throw tokenError('repeated_names');
    if (read === 'not_an_object') throw tokenError('claims'); // jose reads past a byte order mark
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw tokenError('expired');
    if (error instanceof errors.JWSSignatureVerificationFailed) throw tokenError('signature');
    if (error instanceof errors.JWTClaimValidationFailed)
      throw tokenError(claimRefusals[error.claim] ?? 'claims');
    if (error instanceof errors.JOSEError) throw tokenError('claims', { cause: error });
    throw error;
  }
}
