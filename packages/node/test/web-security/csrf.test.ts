import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsrf } from '@fanfare/node/web-security';

const origin = 'https://shop.example';
const key = (id: string, fill: number): { id: string; secret: Uint8Array } => ({
  id,
  secret: Uint8Array.from({ length: 32 }, (_, index) => (index * 7 + fill) % 256),
});
const keys = [key('k1', 3)];
const csrf = createCsrf({ keys, origins: [origin] });

interface Sent {
  readonly method?: string;
  readonly header?: string | undefined;
  readonly cookie?: string | undefined;
  readonly origin?: string | null;
  readonly site?: string;
  readonly authorization?: string;
}

function post({
  method = 'POST',
  header,
  cookie,
  origin: from = origin,
  site,
  authorization,
}: Sent): Request {
  const headers = new Headers();
  if (header !== undefined) headers.set('x-fanfare-csrf', header);
  if (cookie !== undefined) headers.set('cookie', `a=b; ${cookie}`);
  if (from !== null) headers.set('origin', from);
  if (site !== undefined) headers.set('sec-fetch-site', site);
  if (authorization !== undefined) headers.set('authorization', authorization);
  return new Request('https://shop.example/pay', { method, headers });
}

const inCookie = (token: string): string => `__Host-fanfare_csrf=${token}`;
const verdict = (request: Request, session: string | null = 'session-1'): Promise<unknown> =>
  csrf.verify(request, session).then(
    () => 'passed',
    (error: unknown) => error,
  );
const refused = (code: string): unknown => expect.objectContaining({ code, status: 403 });

describe('G8: a request that a cookie authenticates', () => {
  it('passes with the token of its session, from a page of the shop', async () => {
    const { token, cookie } = await csrf.issue('session-1');
    expect(cookie).toBe(`__Host-fanfare_csrf=${token}; Path=/; Secure; SameSite=Strict`);
    const good = { header: token, cookie: inCookie(token) };

    expect(await verdict(post(good))).toBe('passed');
    expect(await verdict(post({ ...good, site: 'same-origin' }))).toBe('passed');
    expect(await verdict(post({ ...good, origin: null, site: 'same-origin' }))).toBe('passed');
  });

  it('is refused without a token, in the header or in the cookie', async () => {
    const { token } = await csrf.issue('session-1');

    for (const sent of [
      {},
      { header: token },
      { cookie: inCookie(token) },
      { header: '', cookie: inCookie(token) },
    ]) {
      expect(await verdict(post(sent))).toEqual(refused('csrf_token_missing'));
    }
    const twice = `${inCookie(token)}; ${inCookie(token)}`;
    expect(await verdict(post({ header: token, cookie: twice }))).toEqual(refused('csrf_token_missing'));
  });

  it('is refused with the token of another session, of a visitor, or of other keys', async () => {
    const stranger = createCsrf({ keys: [key('k1', 4)], origins: [origin] });
    const tokens = await Promise.all([
      csrf.issue('session-2'),
      csrf.issue(null),
      stranger.issue('session-1'),
    ]);

    for (const { token } of tokens) {
      const sent = post({ header: token, cookie: inCookie(token) });
      expect(await verdict(sent)).toEqual(refused('csrf_token_invalid'));
    }
    const [, visitor] = tokens;
    const atSignIn = post({ header: visitor.token, cookie: inCookie(visitor.token) });
    expect(await verdict(atSignIn, null)).toBe('passed');
  });

  it('is refused where header and cookie differ, both good', async () => {
    const [one, other] = await Promise.all([csrf.issue('session-1'), csrf.issue('session-1')]);

    const sent = post({ header: one.token, cookie: inCookie(other.token) });
    expect(await verdict(sent)).toEqual(refused('csrf_token_invalid'));
  });

  it('is refused with a token of which any character was changed', async () => {
    const { token } = await csrf.issue('session-1');
    const place = fc.nat({ max: token.length - 1 });
    const sign = fc.constantFrom(...'ABCXYZabcxyz0189-_.');

    await fc.assert(
      fc.asyncProperty(place, sign, async (at, by) => {
        fc.pre(token[at] !== by);
        const changed = token.slice(0, at) + by + token.slice(at + 1);
        const answer = await verdict(post({ header: changed, cookie: inCookie(changed) }));
        expect(answer).toEqual(refused('csrf_token_invalid'));
      }),
    );
  });

  it.each<[string, Sent]>([
    ['another site', { origin: 'https://evil.example' }],
    ['the null origin', { origin: 'null' }],
    ['a longer host', { origin: 'https://shop.example.evil.example' }],
    ['a sub-domain', { origin: 'https://a.shop.example' }],
    ['another scheme', { origin: 'http://shop.example' }],
    ['another port', { origin: 'https://shop.example:444' }],
    ['other letters', { origin: 'https://SHOP.example' }],
    ['a browser that says cross-site', { site: 'cross-site' }],
    ['another host of the same site', { site: 'same-site' }],
    ['the address bar', { site: 'none' }],
    ['an unknown kind of site', { site: 'constructor' }],
    ['nowhere', { origin: null }],
    ['nowhere, on the same site', { origin: null, site: 'same-site' }],
  ])('is refused from %s, with a good token', async (_, sent) => {
    const { token } = await csrf.issue('session-1');

    const request = post({ header: token, cookie: inCookie(token), ...sent });
    expect(await verdict(request)).toEqual(refused('csrf_origin_refused'));
  });

  it('needs no token where a bearer token authenticates it, and where it only reads', async () => {
    const evil = 'https://evil.example';
    expect(await verdict(post({ authorization: 'Bearer abc', origin: evil }), null)).toBe('passed');
    expect(await verdict(post({ authorization: 'DPoP abc', origin: evil }), null)).toBe('passed');
    expect(await verdict(post({ method: 'GET' }))).toBe('passed');
    // Browsers do send these by themselves.
    expect(await verdict(post({ authorization: 'Basic abc', origin: evil }), null)).toEqual(
      refused('csrf_origin_refused'),
    );
  });

  it.each(['Bearer abc', 'DPoP abc'])(
    'needs a token where a cookie authenticates it, whatever stands beside: %s',
    async (authorization) => {
      expect(await verdict(post({ authorization, origin: 'https://evil.example' }))).toEqual(
        refused('csrf_origin_refused'),
      );
      expect(await verdict(post({ authorization }))).toEqual(refused('csrf_token_missing'));
    },
  );

  it('passes with a token of the key before, and no more once that is gone', async () => {
    const before = createCsrf({ keys: [key('k0', 9)], origins: [origin] });
    const both = createCsrf({ keys: [...keys, key('k0', 9)], origins: [origin] });
    const { token } = await before.issue('session-1');
    const request = post({ header: token, cookie: inCookie(token) });

    await expect(both.verify(request, 'session-1')).resolves.toBeUndefined();
    expect(await verdict(request)).toEqual(refused('csrf_token_invalid'));
  });

  it.each([
    ['*'],
    ['https://shop.example/'],
    ['http://shop.example'],
    ['https://*.shop.example'],
    ['null'],
    ['shop.example'],
  ])('is not let in from %s by a list: the list is refused', (entry) => {
    const make = (): unknown => createCsrf({ keys, origins: [entry] });
    expect(make).toThrow(expect.objectContaining({ code: 'invalid_options' }));
  });
});
