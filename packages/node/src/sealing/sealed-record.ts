import { fromBase64Url, toBase64Url } from '../bytes/base64url.js';
import type { KeyRing } from './key-ring.js';
import { SealedRecordError } from './sealing-error.js';

/** What a record is sealed with, and what it is bound to. */
export interface SealOptions {
  readonly keys: KeyRing;
  /**
   * Whose record it is and what for, such as `['token', tenant, user]`. It is authenticated and not stored: opening with
   * other words fails, so that no record can be put in the place of another.
   */
  readonly context: readonly string[];
}

/** A record that was opened. */
export interface OpenedRecord {
  readonly text: string;
  /** True where a key sealed it that seals no more: seal it again, and write that. */
  readonly isOutdated: boolean;
}

const version = 'fsr1';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals a text with AES-256-GCM under a fresh 96-bit IV. The record reads `fsr1.<key id>.<IV, ciphertext and tag>`; the version, the
 * id and the context are authenticated. Sealing the same text twice yields different records.
 *
 * @throws OptionsError `invalid_options` where there is no key.
 */
export async function sealRecord(text: string, { keys, context }: SealOptions): Promise<string> {
  const { id, key } = await keys.current();
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const sealed = await crypto.subtle.encrypt(
    parameters(iv, { id, context }),
    key,
    new TextEncoder().encode(text),
  );
  const bytes = new Uint8Array(ivBytes + sealed.byteLength);
  bytes.set(iv);
  bytes.set(new Uint8Array(sealed), ivBytes);
  return `${version}.${id}.${toBase64Url(bytes)}`;
}

/**
 * Opens what {@link sealRecord} made.
 *
 * @throws SealedRecordError `sealed_record_invalid`, with the reason in `details`, whatever is wrong with the record;
 *   OptionsError `invalid_options` where there is no key at all.
 */
export async function openRecord(record: string, { keys, context }: SealOptions): Promise<OpenedRecord> {
  const [stated, id = '', body = '', ...more] = record.split('.');
  const bytes = fromBase64Url(body);
  if (stated !== version || more.length > 0 || bytes === undefined || bytes.byteLength < ivBytes + tagBytes) {
    throw new SealedRecordError('form');
  }
  const found = await keys.find(id);
  if (found === undefined) throw new SealedRecordError('unknown_key');
  const text = await decrypt(bytes, {
    key: found.key,
    algorithm: parameters(bytes.slice(0, ivBytes), { id, context }),
  });
  return { text, isOutdated: (await keys.current()).id !== id };
}

async function decrypt(
  bytes: Uint8Array<ArrayBuffer>,
  { key, algorithm }: { readonly key: CryptoKey; readonly algorithm: AesGcmParams },
): Promise<string> {
  try {
    const opened = await crypto.subtle.decrypt(algorithm, key, bytes.subarray(ivBytes));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(opened);
  } catch {
    throw new SealedRecordError('changed'); // the cause says no more than that
  }
}

/** A list in JSON is written in one way only, so that no two contexts look alike. */
function parameters(
  iv: Uint8Array<ArrayBuffer>,
  { id, context }: { readonly id: string; readonly context: readonly string[] },
): AesGcmParams {
  const additionalData = new TextEncoder().encode(JSON.stringify([version, id, ...context]));
  return { name: 'AES-GCM', iv, additionalData, tagLength: tagBytes * 8 };
}
