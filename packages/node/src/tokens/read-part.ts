import { fromBase64Url } from '../bytes/base64url.js';

/** What a part of a JWT holds, where that is not one JSON object. */
export type PartFault = 'not_an_object' | 'repeated_names';

/**
 * Reads a part of a JWT that holds a JSON object. One in which a name stands twice is a fault: one reader takes the first of
 * them, another the last, and what one of them checked the other does not use (RFC 7519 §4).
 */
export function readPart(part: string): Record<string, unknown> | PartFault {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      fromBase64Url(part) ?? undefined,
    );
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not_an_object';
    return countNames(value) === countWrittenNames(text)
      ? (value as Record<string, unknown>)
      : 'repeated_names'; // an object has string keys
  } catch {
    return 'not_an_object'; // the caller says so, without the text
  }
}

/** In a text that is JSON, a string before a colon is a name. */
function countWrittenNames(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) count += 1;
  return count;
}

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, inner) => sum + countNames(inner), own);
}
