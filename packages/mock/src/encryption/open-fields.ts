import { constants, createDecipheriv, privateDecrypt, type KeyObject } from 'node:crypto';
import { fieldEncryption } from '@fanfare/contract';
import { refuse } from '../refusal.js';

/** Finds a private key by its id. */
export type FindKey = (kid: string) => KeyObject | undefined;

const compactJwe = /^eyJ[\w-]+(?:\.[\w-]*){4}$/;

/**
 * Replaces every encrypted field of a body by what is in it; everything else stays as it is.
 *
 * @throws {MockRefusal} `encryption_key_unknown`, `decryption_failed`, naming the field.
 */
export function openFields(value: unknown, find: FindKey, path = ''): unknown {
  if (typeof value === 'string') return openText(value, { find, path });
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (Array.isArray(value)) return value.map((entry, index) => openFields(entry, find, at(String(index))));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, openFields(inner, find, at(name))]),
  );
}

function openText(text: string, { find, path }: { readonly find: FindKey; readonly path: string }): unknown {
  if (!compactJwe.test(text)) return text;
  const [head = '', ...rest] = text.split('.');
  const header = readHeader(head);
  if (header?.['typ'] !== fieldEncryption.type) return text; // a token of another kind, for whoever it is for
  const { algorithm, encryption } = fieldEncryption;
  if (header['alg'] !== algorithm || header['enc'] !== encryption || header['field'] !== path)
    return refuseField(path);
  const key = find(String(header['kid']));
  if (key === undefined) {
    return refuse(
      'encryption_key_unknown',
      `The field ${path} is encrypted for a key that is not taken (any more).`,
    );
  }
  try {
    return JSON.parse(decrypt(key, { head, parts: rest })) as unknown;
  } catch {
    return refuseField(path);
  }
}

/** Why is not told: whoever could ask often enough would learn from the difference. */
function refuseField(path: string): never {
  return refuse('decryption_failed', `The field ${path} cannot be decrypted.`);
}

function readHeader(head: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(Buffer.from(head, 'base64url').toString()) as Readonly<Record<string, unknown>>; // checked by its reader
  } catch {
    return null;
  }
}

interface Sealed {
  readonly head: string;
  readonly parts: readonly string[];
}

function decrypt(key: KeyObject, { head, parts }: Sealed): string {
  const [wrapped, iv, content, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (wrapped === undefined || iv === undefined || content === undefined || tag === undefined)
    throw new Error();
  // Node takes this hash for MGF1 as well (RFC 8017 §7.1).
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const contentKey = privateDecrypt({ key, padding, oaepHash: 'sha256' }, wrapped);
  const decipher = createDecipheriv('aes-256-gcm', contentKey, iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(head)).setAuthTag(tag);
  return Buffer.concat([decipher.update(content), decipher.final()]).toString();
}
