// One POST of 1 KB signed: beside the same profile written by hand, a general library of RFC 9421, and the signature alone.
import { createHash, createHmac, createSecretKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createSigner, httpbis } from 'http-message-signatures';
import { loadSource } from './lib/load-source.mjs';
import { inRatio, inRounds, printFigures } from './lib/rounds.mjs';
import { report } from './lib/report.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, times: { type: 'string', default: '50' } },
});
const [rounds, times] = [Number(values.rounds), Number(values.times)];
const { signRequest, signingKey, Secret, createEd25519Source } = await loadSource(
  'sign-request',
  `export { signRequest } from './signing/sign-request.js';
   export { signingKey } from './signing/signing-key.js';
   export { createEd25519Source } from './credentials/ed25519-source.js';
   export { Secret } from './secret.js';`,
);

const body = Buffer.from(JSON.stringify({ note: 'x'.repeat(985) }));
const url = new URL('https://consumer.fanfare.io/api/queues/que_1/admit?dry=1');
const headers = {
  'content-type': 'application/json',
  'idempotency-key': '3e0f8d5c-5f1c-4d5e-9e55-0c6b1f2f7a11',
};
const key = await signingKey(new Secret('sk_test_a1b2c3d4e5f6'));
const macKey = createSecretKey(randomBytes(32));
const fields = [
  '@method',
  '@authority',
  '@path',
  '@query',
  'content-digest',
  'content-type',
  'idempotency-key',
];
const names = fields.map((name) => `"${name}"`).join(' ');
const { privateKey } = generateKeyPairSync('ed25519');
const ed25519 = await createEd25519Source({ privateKey, keyId: 'k' }).read();
const signer = createSigner(macKey.export(), 'hmac-sha256', 'k');
const now = () => Math.floor(Date.now() / 1000);
const nonce = () => randomBytes(16).toString('base64url');

const withHmac = {
  'by hand': () => byHand((base) => createHmac('sha256', macKey).update(base).digest('base64')),
  ours: () => signRequest({ method: 'POST', url, headers, body }, { key, created: now(), nonce: nonce() }),
  'http-message-signatures': () => general(),
};
const base = 'x'.repeat(600);
const withEd25519 = {
  'the signature alone': () => sign(null, Buffer.from(base), privateKey),
  ours: () =>
    signRequest({ method: 'POST', url, headers, body }, { key: ed25519, created: now(), nonce: nonce() }),
};

const figures = [];
await compare('hmac', { title: 'A POST of 1 KB signed with HMAC', rivals: withHmac, to: 'by hand' });
await compare('ed25519', {
  title: 'A POST of 1 KB signed with Ed25519',
  rivals: withEd25519,
  to: 'the signature alone',
});
report('sign-request', figures);

async function compare(id, { title, rivals, to }) {
  const own = inRatio(await inRounds(rivals, { rounds, times }), to);
  printFigures(title, own, to);
  figures.push({ id, title, to, figures: own });
}

/** This one profile and no other, with nothing checked. */
function byHand(seal) {
  const created = now();
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const parameters = `(${names});created=${created};expires=${created + 60};nonce="${nonce()}";keyid="k";alg="hmac-sha256";tag="fanfare"`;
  const lines = [
    `"@method": POST`,
    `"@authority": ${url.host}`,
    `"@path": ${url.pathname}`,
    `"@query": ${url.search}`,
    `"content-digest": ${digest}`,
    `"content-type": ${headers['content-type']}`,
    `"idempotency-key": ${headers['idempotency-key']}`,
    `"@signature-params": ${parameters}`,
  ];
  return {
    'content-digest': digest,
    'signature-input': `sig=${parameters}`,
    signature: `sig=:${seal(lines.join('\n'))}:`,
  };
}

function general() {
  const created = new Date();
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const message = { method: 'POST', url: url.href, headers: { ...headers, 'content-digest': digest } };
  const paramValues = {
    created,
    expires: new Date(created.getTime() + 60_000),
    nonce: nonce(),
    tag: 'fanfare',
  };
  const params = ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'];
  return httpbis.signMessage({ key: signer, fields, params, paramValues, name: 'sig' }, message);
}
