/** What stands where a secret stood. */
export const redacted = '[redacted]';

const patterns: readonly (readonly [RegExp, string])[] = [
  // A PEM block first, so that its lines are not taken for something else.
  [/-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g, redacted],
  // Credentials, query and fragment of a URL.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"'<>]+@/gi, `$1${redacted}@`],
  [/\b(https?:\/\/[^\s?#"'<>]+)[?#][^\s"'<>)]*/gi, '$1'],
  [/\b(Bearer|Basic|DPoP)\s+[A-Za-z0-9._~+/=-]{4,}/gi, `$1 ${redacted}`],
  [/\b(sk_(?:test|live)?_?|whsec_|exc_)[A-Za-z0-9_+/=-]{4,}/g, `$1${redacted}`],
  // A JWT or any other compact JWS or JWE: base64url of `{"`, then dots.
  [/\beyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){1,4}/g, redacted],
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
  return patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
