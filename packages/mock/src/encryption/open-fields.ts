import { constants, createDecipheriv, privateDecrypt, type KeyObject } from 'node:crypto';
import { fieldEncryption, limits } from '@fanfare/contract';
import { refuse } from '../refusal.js';
import { jsonDepth } from '../router/json-depth.js';

/** Finds a private key by its id. */
export type FindKey = (kid: string) => KeyObject | undefined;

const ivBytes = 12;
const compactJwe = /^eyJ[\w-]+(?:\.[\w-]*){4}$/;

/** Where in a body a value stands. */
interface Place {
  readonly path: string;
  /** How many objects and arrays are around it. */
  readonly level: number;
}

/**
 * Replaces every encrypted field of a body by what is in it; everything else stays as it is.
 *
 * @throws {MockRefusal} `encryption_key_unknown`, `decryption_failed`, naming the field.
 */
export function openFields(value: unknown, find: FindKey): unknown {
  return openIn(value, { path: '', level: 0 }, find);
}

function openIn(value: unknown, { path, level }: Place, find: FindKey): unknown {
  if (typeof value === 'string') return openText(value, { path, level }, find);
  if (typeof value !== 'object' || value === null) return value;
  const open = (name: string, inner: unknown): unknown =>
    openIn(inner, { path: path === '' ? name : `${path}.${name}`, level: level + 1 }, find);
  if (Array.isArray(value)) return value.map((entry, index) => open(String(index), entry));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, open(name, inner)]));
}

/** What a header may hold: what compresses, must be understood, or brings a key along is none of it (RFC 7516 §4.1). */
const headerNames: ReadonlySet<string> = new Set(['alg', 'enc', 'kid', 'typ', 'field']);

function openText(text: string, { path, level }: Place, find: FindKey): unknown {
  if (!compactJwe.test(text)) return text;
  const [head = '', ...rest] = text.split('.');
  const header = readHeader(head);
  if (header?.['typ'] !== fieldEncryption.type) return text; // a token of another kind, for whoever it is for
  const { algorithm, encryption } = fieldEncryption;
  const isOurs = header['alg'] === algorithm && header['enc'] === encryption && header['field'] === path;
  if (!isOurs || Object.keys(header).some((name) => !headerNames.has(name))) return refuseField(path);
  const key = find(String(header['kid']));
  if (key === undefined) {
    return refuse(
      'encryption_key_unknown',
      `The field ${path} is encrypted for a key that is not taken (any more).`,
    );
  }
  try {
    const content = decrypt(key, { head, parts: rest });
    // As for the body around it: what walks through it afterwards goes as deep as it is.
    if (level + jsonDepth(content) > limits.jsonDepth) return refuseField(path);
    return JSON.parse(content) as unknown;
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
  if (iv.length !== ivBytes) throw new Error(); // RFC 7518 §5.3
  // Node takes this hash for MGF1 as well (RFC 8017 §7.1).
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const contentKey = privateDecrypt({ key, padding, oaepHash: 'sha256' }, wrapped);
  const decipher = createDecipheriv('aes-256-gcm', contentKey, iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(head)).setAuthTag(tag);
  const plain = Buffer.concat([decipher.update(content), decipher.final()]);
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain);
}
