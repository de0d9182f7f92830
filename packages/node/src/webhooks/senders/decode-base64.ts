import { toBase64 } from '../../bytes/base64.js';
import { fromLatin1 } from '../../bytes/latin1.js';

/** Decodes base64 in its one canonical spelling (RFC 4648 §3.5); `undefined` where a text is spelled in another way. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = fromLatin1(atob(text));
  return toBase64(bytes) === text ? bytes : undefined;
}
