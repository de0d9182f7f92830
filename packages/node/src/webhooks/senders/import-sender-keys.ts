import { describeType, OptionsError } from '@fanfare/core/base';
import { decodeBase64 } from './decode-base64.js';
import { macKey, publicKey, type SignatureKey } from './signature-key.js';

/** Turns one secret, without the line break at its end, into a key. */
export type KeyImport = (secret: string, option: string) => SignatureKey;

/** Shorter than this, a secret is a placeholder. */
const minCharacters = 16;
/** What Standard Webhooks asks of a secret. */
const minBytes = 24;
const publicKeyBytes = 32;

/** Turns the secrets of a sender into keys, in their order. */
export function importSenderKeys(secrets: unknown, importKey: KeyImport): readonly SignatureKey[] {
  if (!Array.isArray(secrets)) {
    throw new OptionsError(
      `secrets must be a list of webhook secrets, as in [secret], not ${describeType(secrets)}.`,
    );
  }
  if (secrets.length === 0) throw new OptionsError('secrets is empty. List at least one secret.');
  return secrets.map((secret: unknown, index) => {
    const option = `secrets[${index}]`;
    if (typeof secret !== 'string') {
      throw new OptionsError(`${option} must be a webhook secret, not ${describeType(secret)}.`);
    }
    return importKey(secret.replace(/\r?\n$/, ''), option); // files and secret managers add one
  });
}

/** Imports a secret whose characters are the key. */
export function importTextSecret(secret: string, option: string): SignatureKey {
  if (secret.trim() !== secret) {
    throw new OptionsError(`${option} has white space around it. Copy the secret again.`);
  }
  if (secret.length >= minCharacters) return macKey(new TextEncoder().encode(secret));
  throw new OptionsError(`${option} has fewer than ${minCharacters} characters. Copy the secret again.`);
}

/**
 * Imports a secret of Standard Webhooks. Its prefix says what it is, and so which signatures it checks: a public
 * key never becomes the key of an HMAC, for which everybody could compute it.
 */
export function importStandardSecret(secret: string, option: string): SignatureKey {
  const [, prefix, text] = /^(?:v1a?,)?(whsec|whpk|whsk)_(.*)$/.exec(secret) ?? [];
  if (prefix === 'whsk') {
    throw new OptionsError(`${option} is the private key of the sender. Use its public key (whpk_…).`);
  }
  const bytes = decodeBase64(text ?? '');
  if (prefix === 'whsec' && bytes !== undefined && bytes.byteLength >= minBytes) {
    return macKey(bytes);
  }
  if (prefix === 'whpk' && bytes?.byteLength === publicKeyBytes) return publicKey(bytes);
  throw new OptionsError(
    `${option} must be whsec_ with the base64 of at least ${minBytes} bytes, or whpk_ with that of a public key of ${publicKeyBytes}. Copy it again.`,
  );
}
