import { fieldEncryption, type EncryptionKeys } from '@fanfare/contract';
import { OptionsError } from '../errors/error-classes.js';

/** A public key that is ready to encrypt. */
export interface EncryptionKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

type Candidate = Partial<EncryptionKeys['keys'][number]>;

/**
 * Imports the key to encrypt with: the first one in a set that is meant for it.
 *
 * @throws OptionsError `invalid_options`, where the set has none, or one that is too short.
 */
export async function importEncryptionKey(set: unknown): Promise<EncryptionKey> {
  const { keys } = (set ?? {}) as { readonly keys?: unknown }; // whatever was given has properties then
  if (!Array.isArray(keys))
    throw new OptionsError('keys must be a set of keys: { keys: [ … ] } (RFC 7517 §5).');
  const found = (keys as readonly (Candidate | null)[]).find(isMeant);
  if (found === undefined) {
    throw new OptionsError(
      `keys holds no key to encrypt with: one has kty "RSA", use "${fieldEncryption.keyUse}", alg "${fieldEncryption.algorithm}" and a kid.`,
    );
  }
  const { kid = '', n = '', e = '' } = found;
  const jwk = { kty: 'RSA', n, e, alg: fieldEncryption.algorithm, ext: true };
  const scheme = { name: 'RSA-OAEP', hash: 'SHA-256' }; // WebCrypto takes one hash, for OAEP and MGF1 alike
  const key = await crypto.subtle.importKey('jwk', jwk, scheme, false, ['encrypt']).catch(() => undefined);
  const bits = (key?.algorithm as { readonly modulusLength?: number } | undefined)?.modulusLength ?? 0; // as RSA keys have it
  if (key === undefined || bits < fieldEncryption.minModulusBits) {
    throw new OptionsError(
      `keys begins with a key that cannot be used: an RSA key of at least ${fieldEncryption.minModulusBits} bits is needed.`,
    );
  }
  return { kid, key };
}

function isMeant(candidate: Candidate | null): candidate is Candidate {
  return (
    candidate?.kty === 'RSA' &&
    candidate.use === fieldEncryption.keyUse &&
    candidate.alg === fieldEncryption.algorithm &&
    typeof candidate.kid === 'string' &&
    candidate.kid !== ''
  );
}
