import { describeType, OptionsError } from '@fanfare/core/base';
import { hmacKey, type HmacKey } from '../runtime/hmac-key.js';

/** Shorter than this, a secret is a placeholder; those of the platform are far longer. */
const minCharacters = 16;
const maxCached = 64;

const cache = new Map<string, HmacKey>();

/** Turns the secrets of an option into keys, in their order. */
export function importSecrets(secrets: readonly string[], option: string): readonly HmacKey[] {
  if (!Array.isArray(secrets)) {
    throw new OptionsError(
      `${option} must be a list of webhook secrets, as in [secret], not ${describeType(secrets)}.`,
    );
  }
  return secrets.map((secret: unknown, index) => importSecret(secret, `${option}[${index}]`));
}

/**
 * Turns a secret into a key: the whole string as UTF-8. One line break at its end is ignored, because files
 * and secret managers add one.
 */
export function importSecret(secret: unknown, option: string): HmacKey {
  const text = checkText(secret, option);
  const known = cache.get(text);
  if (known !== undefined) return known;
  const key = hmacKey(secretBytes(text, option));
  if (cache.size >= maxCached) cache.clear();
  cache.set(text, key);
  return key;
}

/** Checks a secret and returns its bytes. */
export function secretBytes(secret: unknown, option: string): Uint8Array<ArrayBuffer> {
  const text = checkText(secret, option).replace(/\r?\n$/, '');
  return new TextEncoder().encode(checkSecret(text, option));
}

function checkText(secret: unknown, option: string): string {
  if (typeof secret === 'string') return secret;
  throw new OptionsError(`${option} must be a webhook secret (whsec_…), not ${describeType(secret)}.`);
}

function checkSecret(secret: string, option: string): string {
  if (secret.trim() === '') {
    throw new OptionsError(`${option} is empty. Set it to the secret of the endpoint (whsec_…).`);
  }
  if (/\s/.test(secret)) {
    throw new OptionsError(`${option} contains white space. Copy the secret of the endpoint again.`);
  }
  if (/^[ps]k_/.test(secret)) {
    throw new OptionsError(`${option} is an API key. An endpoint has a secret of its own (whsec_…).`);
  }
  if (secret.length >= minCharacters) return secret;
  throw new OptionsError(`${option} has fewer than ${minCharacters} characters. Copy it again.`);
}
