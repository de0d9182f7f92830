import { toLatin1 } from './latin1.js';

/** Writes bytes as base64 (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  return btoa(toLatin1(bytes));
}
