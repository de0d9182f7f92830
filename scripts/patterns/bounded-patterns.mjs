/**
 * Patterns that are not linear, and what keeps their input short. Each is seen to be worse than linear, so that an entry
 * that is not needed any more fails the test.
 */
export const BOUNDED = {
  '/=+$/': 'A key of this process, given as an option.',
  '/\\/+$/': 'An address of this process, given as an option.',
  '/%.*$/': 'The value of a header, which holds no line break: then it is linear.',
  '/\\s*\\r\\n[ \\t]+/g':
    'A header of the caller, of which the transport refuses line breaks, and servers more than 16 KB.',
  '/^(?=.{3,254}$)[^\\s@]+@[^\\s@]+\\.[^\\s@]+$/': 'What comes first allows 254 characters.',
  '/0+$/': 'An amount of the mock, of at most 38 digits.',
  '/-+$/': 'A slug of the mock, of at most 64 characters.',
  '/(\\d+)(ms|s|m|h|d)/g': 'A span that another pattern has taken whole before, of whoever runs the mock.',
  '/[^/\\s:]+(?:@|%40)[^/\\s:]+|(?:\\+|%2B)\\d{7,}/i': 'The path of a request to the mock: at most 16 KB.',
  '/[^\\s"@]+@[^\\s"@]+\\.[a-z]{2}|\\+\\d[\\d ().-]{6,}/i': 'A change that a merchant made at the mock.',
  '/<meta[^>]{0,200}http-equiv=["\']?content-security-policy["\']?[^>]{0,200}content=(?:"([^"]*)"|\'([^\']*)\')/i':
    'Bounded in itself, at 40,000 steps for each "<meta": the page of the shop that runs the doctor.',
};

// RFC 9651, as far as a signature needs it: what `read-signature.ts` puts its patterns together of.
const key = '[a-z*][a-z0-9_.*-]*';
const string = String.raw`"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"`;
const token = String.raw`[A-Za-z*][!#-'*+.^_\x60|~0-9A-Za-z:/-]*`;
const parameters = `(?:; *${key}(?:=(?:${string}|-?\\d{1,15}|${token}))?)*`;

// What `secret-patterns.ts` asks of what stands before a secret.
const standing = (beginning) =>
  String.raw`${beginning}(?<=(?:(?<!\w)|\\[0bfnrtv]|\\x[\da-fA-F]{2}|\\u[\da-fA-F]{4}|%[\da-fA-F]{2})${beginning})`;

/** Where a pattern is put together, and what becomes of it: the parts are no text of others. */
export const MADE = {
  'packages/browser/src/resources/forms.ts: `^[^]{${min},${max}}$`': /^[^]{1,200}$/u,
  "packages/cli/src/scan/secret-patterns.ts: `${standing('sk_')}(?:live|test)_[A-Za-z0-9_-]{8,128}`":
    new RegExp(`${standing('sk_')}(?:live|test)_[A-Za-z0-9_-]{8,128}`, 'g'),
  "packages/cli/src/scan/secret-patterns.ts: `${standing('whsec_')}[A-Za-z0-9+/_=-]{16,128}`": new RegExp(
    `${standing('whsec_')}[A-Za-z0-9+/_=-]{16,128}`,
    'g',
  ),
  "packages/cli/src/scan/secret-patterns.ts: `(?:${encodedBeginnings.join('|')})[A-Za-z0-9+/_-]{10,180}`":
    /(?:c2tf|nNrX|za1)[A-Za-z0-9+/_-]{10,180}/g,
  'packages/contract/src/schemas/admin/audience-rules.ts: `^(${attributeNames}|metadata\\\\.[A-Za-z0-9_-]{1,64})$`':
    /^(email|phone|metadata\.[A-Za-z0-9_-]{1,64})$/,
  'packages/mock/src/log-request.ts: contact': undefined, // one of the bounded ones, with another flag
  'packages/mock/src/log-request.ts: secret': /(sk_(test|live)_|whsec_|eyJ)[A-Za-z0-9_.-]{8,}/g,
  'packages/node/src/signing/read-signature.ts: ` *(${string})(${parameters}) *`': new RegExp(
    ` *(${string})(${parameters}) *`,
    'y',
  ),
  'packages/node/src/signing/read-signature.ts: `(${key})=:([A-Za-z0-9+/]*={0,2}):${parameters}`': new RegExp(
    `(${key})=:([A-Za-z0-9+/]*={0,2}):${parameters}`,
    'y',
  ),
  'packages/node/src/signing/read-signature.ts: `(${key})=\\\\(( *(?:${string}${parameters} *)*)\\\\)(${parameters})`':
    new RegExp(`(${key})=\\(( *(?:${string}${parameters} *)*)\\)(${parameters})`, 'y'),
  'packages/node/src/signing/read-signature.ts: `; *(${key})=(${string}|-?\\\\d{1,15})`': new RegExp(
    `; *(${key})=(${string}|-?\\d{1,15})`,
    'y',
  ),
  'packages/node/src/webhooks/parse-headers.ts: `^${webhookSignature.prefix}([0-9a-f]{64})$`':
    /^sha256=([0-9a-f]{64})$/,
};
