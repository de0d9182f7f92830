/** Tells whether a part of a JWT is written in the one canonical way: no padding, no stray last bits (RFC 4648 §3.5). */
export function isCanonicalPart(part: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(part) && Buffer.from(part, 'base64url').toString('base64url') === part;
}

/** Reads a part of a JWT that holds a JSON object; `undefined` where it holds something else. */
export function readPart(part: string): Record<string, unknown> | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url'));
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>; // an object has string keys
  } catch {
    // The caller says so, without the text.
  }
  return undefined;
}
