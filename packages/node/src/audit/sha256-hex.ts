import { auditDigest } from '@fanfare/contract/audit';

const encoder = new TextEncoder();

/** Hashes a text with WebCrypto, so that it runs wherever `fetch` does. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest(auditDigest, encoder.encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
