const form = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}$/;
const maxLength = 8192;

/**
 * Tells whether a text is a compact JWS in its one spelling: base64url without padding (RFC 7515 §2), and no
 * unused bit set in the last character of a part (RFC 4648 §3.5), so that no token has two texts.
 */
export function isCanonicalJws(text: string): boolean {
  if (text.length > maxLength || !form.test(text)) return false;
  return text.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}
