import { profiles } from '@fanfare/contract';
import type { SecretPrincipal } from '../principal.js';
import { refuse } from '../refusal.js';
import { createApiKeys } from '../state/api-keys.js';
import type { AuthenticateOptions } from './authenticate.js';
import { secretServerKey, type ServerKey } from './find-server-key.js';
import { signedMessage } from './signature/signed-message.js';
import { verifySignature } from './signature/verify-signature.js';

/**
 * Establishes which merchant's server calls: by its signature where the profile is `full`, by the secret key
 * itself where it is `hosted`. What else is shown must be good too, and of the same key.
 *
 * @throws {MockRefusal} `secret_key_required`, `signature_required`, `key_invalid`, `key_revoked` and what `verifySignature` throws.
 */
export function authenticateServer(options: AuthenticateOptions): SecretPrincipal {
  const { credentials, context } = options;
  const { bearer, signed } = credentials;
  const shown = bearer?.kind === 'secret' ? bearer.value : undefined;
  if (shown === undefined && !signed) return refuse('secret_key_required', 'This call needs a secret key.');

  const signer = signed ? signerOf(options) : undefined;
  const owner = shown === undefined ? undefined : ownerOf(shown, options);
  if (signer !== undefined && owner !== undefined && signer.keyId !== owner.keyId) {
    return refuse('key_invalid', 'The request shows one secret key and is signed with another one.');
  }
  const proven = profiles[context.profile].bearerSecret ? owner : signer;
  if (proven !== undefined) {
    proven.note();
    const { tenant, keyId, rights, expiresAt } = proven;
    return { kind: 'secret', tenant, keyId, rights, expiresAt };
  }
  return profiles[context.profile].bearerSecret
    ? refuse('secret_key_required', 'This platform needs the secret key as a bearer.')
    : refuse(
        'signature_required',
        'This platform needs a signed request (RFC 9421); do not send the secret key.',
      );
}

function signerOf({ request, body, ...rest }: AuthenticateOptions): ServerKey | undefined {
  return verifySignature(signedMessage(request, body), rest);
}

function ownerOf(shown: string, { context }: AuthenticateOptions): ServerKey {
  const row = context.use(createApiKeys).find('secret', shown);
  const key = row && secretServerKey(context, row);
  if (key === undefined) return refuse('key_invalid', 'The secret key is not known here.');
  return key.isOver ? refuse('key_revoked', 'The secret key was replaced or revoked, or expired.') : key;
}
