import { createHash } from 'node:crypto';

/**
 * How every secret that goes through a run begins: keys, webhook secrets, what the platform gives out, and the canaries of tests. Here a key
 * made up for tests counts as well: no output may show one. In quoted JSON the `n` of a line break may stand before it.
 */
const forms = [
  ['a secret key', /sk_(?:test|live)_\w{8,}/g],
  ['a webhook secret', /whsec_[\w+/]{8,}={0,2}/g],
  [
    'a token, a grant or a code',
    /(?:\b|(?<=\\[bfnrt]))(?:grant|rt|bt|exc|upload|scg|fcapi|vault|key)_[\w-]{24,}/g,
  ],
  ['a JWT', /eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)+/g],
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/=\s]{16,}/g],
  ['a canary', /CANARY\w{8,}/g],
];

const words = /[\w+/=~-]{16,}/g;

/**
 * Finds secrets in what a run has put out: by their form, and by their text where they are known.
 *
 * @param {string} text
 * @param {{ known?: { has(word: string): boolean } }} [options] - Secrets without a form of their own.
 * @returns {{ kind: string, shown: string, match: string }[]}
 */
export function leaksIn(text, { known } = {}) {
  const found = forms.flatMap(([kind, form]) => [...text.matchAll(form)].map(([match]) => [kind, match]));
  if (known !== undefined)
    for (const [word] of text.matchAll(words)) if (known.has(word)) found.push(['a secret of the run', word]);
  return found.map(([kind, match]) => ({ kind, match, shown: `${match.slice(0, 8)}… (${digest(match)})` }));
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
