import { createHash } from 'node:crypto';

/** Computes `Content-Digest` over the bytes that travel (RFC 9530 §2). */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}
