import { fieldEncryption } from '@fanfare/contract';
import { base64Url } from './base64url.js';
import type { EncryptionKey } from './encryption-key.js';

const tagBytes = 16;

/**
 * Encrypts the JSON of a value as a compact JWE (RFC 7516 §5.1). Its header names the field, so that nobody can move
 * it to another one.
 */
export async function encryptValue(
  json: string,
  { field, to }: { readonly field: string; readonly to: EncryptionKey },
): Promise<string> {
  const { type: typ, algorithm: alg, encryption: enc } = fieldEncryption;
  const header = base64Url(utf8(JSON.stringify({ alg, enc, kid: to.kid, typ, field })));
  const contentKey = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, to.key, contentKey);
  const key = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  contentKey.fill(0);
  const scheme = { name: 'AES-GCM', iv, additionalData: utf8(header), tagLength: tagBytes * 8 };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(scheme, key, utf8(json)));
  const content = sealed.subarray(0, -tagBytes);
  const tag = sealed.subarray(-tagBytes);
  return [header, ...[new Uint8Array(wrapped), iv, content, tag].map(base64Url)].join('.');
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
