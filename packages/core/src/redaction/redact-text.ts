/** What stands where a secret stood. */
export const redacted = '[redacted]';

// Whoever answers chooses the text, so every pattern is linear in its length: what begins a match is bounded, or
// consumes all that it scanned, also where nothing follows.
// Where a pattern has a third part, it can match only where that stands in the text, which is quicker to see.
const patterns: readonly (readonly [RegExp, string, string?])[] = [
  // A PEM block first, so that its lines are not taken for something else.
  [/-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g, redacted],
  // Credentials, query and fragment of a URL.
  [/\b([a-z][a-z0-9+.-]{0,31}:\/\/)[^\s/?#"'<>]+@/gi, `$1${redacted}@`, '://'],
  [/\b(https?:\/\/[^\s?#"'<>]+)(?:[?#][^\s"'<>]*)?/gi, '$1', '://'],
  // A credential has a digit or is long; "basic idea" has and is neither.
  [/\b(Bearer|Basic|DPoP)\s+(?=\S{16}|\S*\d)[A-Za-z0-9._~+/=-]+/gi, `$1 ${redacted}`],
  // Not only at the beginning of a word: in quoted JSON the `n` of a line break stands before it.
  [/(\bsk_|sk_(?:test|live)_|whsec_|\bexc_)[A-Za-z0-9_+/=-]{4,}/g, `$1${redacted}`],
  // Longer than any code that begins alike, such as `grant_mismatch`.
  [/\b(grant_)[A-Za-z0-9_.+/=-]{20,}/g, `$1${redacted}`],
  // What a validator says about a one-time code, with the code in it.
  [/\b(received )"(?:[^"\\]|\\.)*"/gi, `$1${redacted}`],
  // What the platform tells of a one-time code, in JSON that nobody could read as such.
  [/(verification_?code\w{0,20}\\{0,8}"?\s{0,8}[:=]\s{0,8}\\{0,8}"?)[^"\\,}\s]+/gi, `$1${redacted}`],
  // A JWT or any other compact JWS or JWE, also where it was cut: base64url of `{"`, then dots.
  [/\beyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){0,4}/g, redacted],
];

/**
 * Replaces what looks like a secret in a text: keys, tokens, `Authorization` values, PEM blocks, and the
 * credentials, queries and fragments of URLs.
 *
 * @example
 * ```ts
 * import { redactText } from '@fanfare/core';
 *
 * redactText('refused: Bearer abcdef123456'); // 'refused: Bearer [redacted]'
 * ```
 */
export function redactText(text: string): string {
  return patterns.reduce(
    (result, [pattern, replacement, needed = '']) =>
      result.includes(needed) ? result.replace(pattern, replacement) : result,
    text,
  );
}
