import { checkOptions, describeType, OptionsError } from '@fanfare/core/base';
import { fromBase64Url } from '../bytes/base64url.js';

/** A key that seals records, as it is kept in a secrets manager. */
export interface SealingKeyOption {
  /** Stands in every record that the key seals: 1 to 64 letters, digits, `-` or `_`, and nothing secret. */
  readonly id: string;
  /** 32 random bytes, as they are or in base64 or base64url: `openssl rand -base64 32` makes them. */
  readonly secret: string | Uint8Array;
}

/** A key that seals records, ready for use. */
export interface SealingKey {
  readonly id: string;
  /** AES-256-GCM; it cannot be exported. */
  readonly key: CryptoKey;
}

const keyBytes = 32;
const idForm = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Checks and imports keys that seal. What is wrong is thrown at once; the keys themselves follow.
 *
 * @throws OptionsError `invalid_options`, with no part of a key.
 */
export function importSealingKeys(given: unknown): Promise<readonly SealingKey[]> {
  if (!Array.isArray(given) || given.length === 0) {
    throw new OptionsError(`Sealing keys must be a list of at least one key, not ${describe(given)}.`);
  }
  const checked = given.map(checkKey);
  if (new Set(checked.map(({ id }) => id)).size < checked.length) {
    throw new OptionsError('Two sealing keys have the same id: which one would open a record?');
  }
  return Promise.all(checked.map(importKey));
}

function describe(given: unknown): string {
  return Array.isArray(given) ? 'an empty one' : describeType(given);
}

interface CheckedKey {
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

function checkKey(given: unknown, index: number): CheckedKey {
  const name = `The sealing key ${index + 1}`;
  if (typeof given !== 'object' || given === null) {
    throw new OptionsError(`${name} must be an object with id and secret, not ${describeType(given)}.`);
  }
  checkOptions(given, ['id', 'secret'], 'a sealing key');
  const { id, secret } = given as Partial<SealingKeyOption>; // an object; each part is checked here
  if (typeof id !== 'string' || !idForm.test(id)) {
    throw new OptionsError(`${name} needs an id of 1 to 64 letters, digits, "-" or "_".`);
  }
  const bytes = readSecret(secret);
  if (bytes?.byteLength !== keyBytes) {
    throw new OptionsError(
      `${name} needs a secret of ${keyBytes} random bytes, in base64 or as they are: openssl rand -base64 32 makes one.`,
    );
  }
  // Thirty-two times the same letter is a placeholder that somebody forgot.
  if (new Set(bytes).size < 8) throw new OptionsError(`${name} is not random.`);
  return { id, bytes };
}

function readSecret(secret: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (secret instanceof Uint8Array) return Uint8Array.from(secret); // a copy: whoever gave it may wipe it
  if (typeof secret !== 'string') return undefined;
  return fromBase64Url(secret.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'));
}

async function importKey({ id, bytes }: CheckedKey): Promise<SealingKey> {
  return { id, key: await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']) };
}
