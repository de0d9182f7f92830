import { createHash } from 'node:crypto';
import { knownTestSecrets } from './known-test-secrets.mjs';

/**
 * Forms of secrets that are never committed. A key for tests says so in its own text (`sk_test_aurora_mock`), which the forms of real
 * ones, long and without words, do not fit.
 */
const forms = [
  ['a secret key of Fanfare', /\bsk_(?:live|test)_[A-Za-z0-9]{24,128}\b/g],
  ['a webhook secret', /\bwhsec_[A-Za-z0-9+/]{32,128}={0,2}/g],
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/=\s]{100,}/g],
  ['a token of a package registry', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['a token of a code host', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,}|glpat-[\w-]{20,})/g],
  ['a key of a cloud', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ['a token of a chat', /\bxox[abprs]-[\w-]{20,}/g],
];

/** Those that are made up, each known to be so by where it comes from. */
const madeUp = [
  /(.)\1{7}/, // the same character again and again
  /0123456789|abcdefgh|ABCDEFGH/i, // counted
  /mock|test_only|example|planted/i,
];

/** What looks like a secret in a text: its kind, its line, and its beginning. */
export function secretsIn(text) {
  return forms.flatMap(([kind, form]) =>
    [...text.matchAll(form)]
      .filter(
        ([match]) => !madeUp.some((pattern) => pattern.test(match)) && !knownTestSecrets.has(digest(match)),
      )
      .map(({ 0: match, index }) => ({
        kind,
        line: text.slice(0, index).split('\n').length,
        shown: `${match.slice(0, 12).trim()}…`,
        digest: digest(match),
      })),
  );
}

function digest(text) {
  return createHash('sha256').update(text.replace(/\s/g, '')).digest('hex').slice(0, 16);
}
