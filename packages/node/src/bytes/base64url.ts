const form = /^[A-Za-z0-9_-]+$/;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Tells whether a text is base64url in its one canonical spelling: no padding, no stray last bits (RFC 4648 §3.5). */
export function isBase64Url(text: string): boolean {
  const rest = text.length % 4;
  if (rest === 1 || !form.test(text)) return false;
  // Of the last character of a part that is not whole, 4 or 2 bits are left over, and have to be zero.
  const unused = rest === 2 ? 0b1111 : rest === 3 ? 0b11 : 0;
  return (alphabet.indexOf(text.at(-1) ?? '') & unused) === 0;
}

/** Writes bytes as base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  const buffer = globalThis.Buffer?.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer !== undefined) return buffer.toString('base64url');
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Reads base64url in its canonical spelling; `undefined` where a text is spelled in another way. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!isBase64Url(text)) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
