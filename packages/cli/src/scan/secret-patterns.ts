import { base64Forms } from './base64-forms.js';

/** A kind of secret that has no business in what a page loads. */
export interface SecretPattern {
  readonly kind: string;
  readonly pattern: RegExp;
  readonly fix: string;
}

const encodedBeginnings = ['sk_live_', 'sk_test_'].flatMap(base64Forms);
const roll = 'Roll it now: whoever loaded the page has it.';

/**
 * What is looked for, in text that is read byte for byte as Latin-1. A build may encode a key in base64, as for a header, so its beginning
 * is looked for in that form, too.
 */
export const secretPatterns: readonly SecretPattern[] = [
  {
    kind: 'secret key',
    pattern: new RegExp(`${standing('sk_')}(?:live|test)_[A-Za-z0-9_-]{8,128}`, 'g'),
    fix: `A secret key belongs into your backend; a page has a publishable key (pk_…). ${roll}`,
  },
  {
    kind: 'secret key in base64',
    pattern: new RegExp(`(?:${encodedBeginnings.join('|')})[A-Za-z0-9+/_-]{10,180}`, 'g'),
    fix: `A secret key belongs into your backend, encoded or not. ${roll}`,
  },
  {
    kind: 'webhook secret',
    pattern: new RegExp(`${standing('whsec_')}[A-Za-z0-9+/_=-]{16,128}`, 'g'),
    fix: `The secret of a webhook belongs into your backend. ${roll}`,
  },
  {
    kind: 'private key',
    pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/g,
    fix: `A private key belongs into your backend. ${roll}`,
  },
];

/**
 * A beginning with no letter before it, unless that is the end of an escape, as in a source map (`\nsk_…`), in JSON that was made safe
 * for HTML (`\u0022sk_…`) or in an address (`%22sk_…`).
 */
function standing(beginning: string): string {
  return String.raw`${beginning}(?<=(?:(?<!\w)|\\[0bfnrtv]|\\x[\da-fA-F]{2}|\\u[\da-fA-F]{4}|%[\da-fA-F]{2})${beginning})`;
}
