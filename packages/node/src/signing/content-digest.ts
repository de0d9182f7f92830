import { toBase64 } from '../bytes/base64.js';
import { nodeCrypto } from '../runtime/node-crypto.js';

/**
 * Computes `Content-Digest` over the bytes that travel (RFC 9530 §2); without waiting where the runtime has the crypto
 * of Node.
 */
export function contentDigest(body: Uint8Array): string | Promise<string> {
  const node = nodeCrypto();
  return node === undefined ? webContentDigest(body) : written(node.hash('sha256', body, 'base64'));
}

/** Computes it with WebCrypto alone. */
export async function webContentDigest(body: Uint8Array): Promise<string> {
  // A copy, because the types of the platform rule out memory that is shared.
  return written(toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(body)))));
}

function written(base64: string): string {
  return `sha-256=:${base64}:`;
}
