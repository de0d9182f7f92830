import { createHash } from 'node:crypto';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boundCaller, dpopKey, type BoundAnswer, type DpopKey } from './support/dpop-key.js';
import { start } from './support/open-shop.js';

const path = '/consumer/api/consumers/me';
let platform: MockPlatform;
let key: DpopKey;
let call: ReturnType<typeof boundCaller>;
let token: string;

beforeEach(async () => {
  platform = createMockPlatform({ now: start });
  key = dpopKey();
  call = boundCaller(platform);
  token = String((await call('POST /auth/guest', { key })).body['accessToken']);
});
afterEach(() => expect(platform.defects).toEqual([]));

async function send(headers: Readonly<Record<string, string>>, target = path): Promise<number> {
  const { publishable } = platform.world.organizations[0].keys.test;
  const answer = await platform.fetch(platform.origin + target, {
    headers: { 'x-publishable-key': publishable, ...headers },
  });
  return answer.status;
}

function proof(
  claims: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
): string {
  const made = { method: 'GET', url: platform.origin + path, now: platform.clock.now(), token };
  return key.prove(made, { claims, header });
}

const dpopOf = (given: string): Record<string, string> => ({ authorization: `DPoP ${token}`, dpop: given });

describe('B4: the address in a proof is one that RFC 3986 knows, not all that a browser repairs', () => {
  it.each<[string, (url: string) => string]>([
    ['as it is', (url) => url],
    ['its scheme in capital letters', (url) => url.replace('http', 'HTTP')],
    ['its host in capital letters', (url) => url.replace(/\/\/[^/]+/, (host) => host.toUpperCase())],
  ])('passes %s', async (_, write) => {
    expect(await send(dpopOf(proof({ htu: write(platform.origin + path) })))).toBe(200);
  });

  it.each<[string, (url: string) => string]>([
    ['with an empty user', (url) => url.replace('//', '//@')],
    ['with an empty user and password', (url) => url.replace('//', '//:@')],
    ['with a space in front', (url) => ` ${url}`],
    ['with a line break behind', (url) => `${url}\n`],
    ['with a tab in the middle', (url) => url.replace('/api', '/a\tpi')],
    ['with the slashes of another system', (url) => url.replaceAll('/', '\\')],
    ['with one slash', (url) => url.replace('//', '/')],
    ['with three slashes', (url) => url.replace('//', '///')],
    ['with a slash more inside', (url) => url.replace('/api', '//api')],
    ['with a slash behind', (url) => `${url}/`],
    ['with a dot behind the host', (url) => url.replace(/(\/\/[^/:]+)/, '$1.')],
    ['with another port', (url) => url.replace(/(\/\/[^/:]+)(:\d+)?/, '$1:1')],
    ['with a letter of the path escaped', (url) => url.replace('/me', '/%6de')],
    ['with another case of the path', (url) => url.replace('/me', '/Me')],
    ['with an empty query', (url) => `${url}?`],
    ['with an empty fragment', (url) => `${url}#`],
    ['with letters that look alike', (url) => url.replace('/api', '/\u0430pi')],
    ['as a list', (url) => [url] as never],
  ])('is refused %s', async (_, write) => {
    expect(await send(dpopOf(proof({ htu: write(platform.origin + path) })))).toBe(401);
  });

  it('is that of the call without its query, which this one refuses for itself', async () => {
    expect(await send(dpopOf(proof()), `${path}?a=%2F..&b`)).toBe(400);
  });
});

describe('B4: one key has one thumbprint', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const strayBit = (text: string): string =>
    text.slice(0, -1) + alphabet.charAt(alphabet.indexOf(text.slice(-1)) ^ 1);

  it.each<[string, (text: string) => string]>([
    ['a stray last bit', strayBit],
    ['padding', (text) => `${text}=`],
    [
      'a zero in front',
      (text) => Buffer.concat([Buffer.alloc(1), Buffer.from(text, 'base64url')]).toString('base64url'),
    ],
    ['a space', (text) => `${text} `],
    ['nothing in it', () => ''],
  ])('so that its x cannot be written with %s', async (_, write) => {
    const jwk = { ...key.jwk, x: write(key.jwk.x ?? '') };
    const guest = await call('POST /auth/guest', { key, changes: { header: { jwk } } });

    expect([guest.status, guest.error]).toEqual([401, 'dpop_proof_invalid']);
  });
});

describe('B4: a stolen token is worth nothing', () => {
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

  it.each<[string, () => Record<string, string>]>([
    ['behind Bearer', () => ({ authorization: `Bearer ${token}` })],
    [
      'behind Bearer, with a proof of the right key',
      () => ({ authorization: `Bearer ${token}`, dpop: proof() }),
    ],
    ['behind DPoP, without a proof', () => ({ authorization: `DPoP ${token}` })],
    ['behind DPoP, with an empty proof', () => dpopOf('')],
    ['behind both words', () => ({ authorization: `DPoP ${token}, Bearer ${token}`, dpop: proof() })],
    [
      'behind both words, the other way round',
      () => ({ authorization: `Bearer ${token}, DPoP ${token}`, dpop: proof() }),
    ],
    ['behind another word', () => ({ authorization: `Token ${token}`, dpop: proof() })],
    ['behind no word', () => ({ authorization: token, dpop: proof() })],
    [
      'with the proof of a thief',
      () =>
        dpopOf(
          dpopKey().prove({ method: 'GET', url: platform.origin + path, now: platform.clock.now(), token }),
        ),
    ],
    ['with a proof for another token of the same key', () => dpopOf(proof({ ath: hash('another') }))],
    ['with a proof that names the hash of nothing', () => dpopOf(proof({ ath: hash('') }))],
    ['with a proof for the page and not for the call', () => dpopOf(proof({ htu: `${platform.origin}/` }))],
    ['with a key id in place of a key', () => dpopOf(proof({}, { jwk: undefined, kid: key.thumbprint }))],
    [
      'with an address of a key',
      () => dpopOf(proof({}, { jwk: undefined, jku: 'https://evil.example/jwks' })),
    ],
    ['with an RSA key', () => dpopOf(proof({}, { alg: 'RS256', jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }))],
    ['with a MAC by its public key', () => dpopOf(proof({}, { alg: 'HS256' }))],
  ])('%s', async (_, headers) => {
    expect(await send(headers())).toBe(401);
  });

  it('and neither is the proof that was seen beside it, even in the same moment', async () => {
    const seen = dpopOf(proof());

    const answers = await Promise.all([1, 2, 3, 4].map(() => send(seen)));

    expect(answers.toSorted()).toEqual([200, 401, 401, 401]);
  });

  it('nor at the door of another organization, or of the other mode', async () => {
    const [own, other] = platform.world.organizations;
    for (const publishable of [own.keys.live.publishable, other.keys.test.publishable]) {
      expect(await send({ ...dpopOf(proof()), 'x-publishable-key': publishable })).toBe(401);
    }
  });
});

describe('B4: a key is not exchanged for another one', () => {
  const bound = async (address: string, body: unknown, given: DpopKey): Promise<BoundAnswer> =>
    call(address, { key: given, token, body });

  it.each<[string, () => Promise<BoundAnswer>]>([
    [
      'at a sign-in of the guest',
      () => bound('POST /auth/otp/verify', { email: 'ada@example.com', code: '000000' }, dpopKey()),
    ],
    ['at a step-up', () => bound('POST /mfa/step-up', { code: '000000' }, dpopKey())],
    ['at an exchange', () => bound('POST /auth/external/exchange', { exchangeCode: 'x' }, dpopKey())],
  ])('%s', async (_, attempt) => {
    const answer = await attempt();

    expect([answer.status, answer.error]).toEqual([401, 'dpop_proof_invalid']);
  });
});
