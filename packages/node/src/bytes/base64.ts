import { toLatin1 } from './latin1.js';

/** Writes bytes as base64 (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  // Thirty times as fast, where there is one.
  const buffer = globalThis.Buffer?.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer?.toString('base64') ?? btoa(toLatin1(bytes));
}
