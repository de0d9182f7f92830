import { describe, expect, it } from 'vitest';
import { openBackend } from './support/open-backend.js';

const unsafe = [
  ['POST /auth/guest', {}],
  ['POST /auth/otp/request', { email: 'ada@shop.example' }],
  ['POST /auth/otp/verify', { email: 'ada@shop.example', code: '123456' }],
  ['POST /auth/external/exchange', { exchangeCode: 'abc' }],
  ['POST /auth/refresh', { after: 0 }],
  ['POST /auth/logout', {}],
  ['POST /mfa/step-up', { code: '123456' }],
  ['POST /sessions/revoke-all', {}],
] as const;

describe('G8: every route that changes something', () => {
  it.each(unsafe)('%s wants the CSRF token of the session, from a page of the shop', async (line, body) => {
    const { guest, platform } = openBackend();
    const [page, stranger] = [await guest(), await guest()];
    const csrf = '__Host-fanfare_csrf';
    const own = page.cookies.get(csrf) ?? '';
    const foreign = stranger.cookies.get(csrf) ?? '';
    const before = platform.requests.length;

    const missing = await page.ask(line, { body, csrf: null });
    const evil = await page.ask(line, { body, origin: 'https://evil.example' });
    const nowhere = await page.ask(line, { body, origin: null });
    const crossSite = await page.ask(line, { body, headers: { 'sec-fetch-site': 'cross-site' } });
    const sameSite = await page.ask(line, { body, headers: { 'sec-fetch-site': 'same-site' } });
    const bearer = await page.ask(line, { body, csrf: null, headers: { authorization: 'Bearer abc' } });
    page.cookies.set(csrf, foreign);
    const ofAnother = await page.ask(line, { body });
    const changed = `${own.slice(0, -2)}${own.endsWith('AA') ? 'BA' : 'AA'}`;
    page.cookies.set(csrf, changed);
    const tampered = await page.ask(line, { body });

    const codes = [missing, evil, nowhere, crossSite, sameSite, bearer, ofAnother, tampered].map(
      ({ status, data }) => [status, data['error']],
    );
    expect(codes).toEqual([
      [403, 'csrf_token_missing'],
      [403, 'csrf_origin_refused'],
      [403, 'csrf_origin_refused'],
      [403, 'csrf_origin_refused'],
      [403, 'csrf_origin_refused'],
      [403, 'csrf_token_missing'],
      [403, 'csrf_token_invalid'],
      [403, 'csrf_token_invalid'],
    ]);
    expect(platform.requests).toHaveLength(before);
    page.cookies.set(csrf, own);
    expect((await page.ask(line, { body })).status).not.toBe(403);
  });

  it('is refused as a form, which another site can send: the body must say that it is JSON', async () => {
    const { guest } = openBackend();
    const page = await guest();
    const answer = await page.ask('POST /auth/refresh', {
      body: { after: 0 },
      headers: { 'content-type': 'text/plain' },
    });
    expect(answer).toMatchObject({ status: 400, data: { error: 'validation_error' } });
  });

  it('gives a visitor a token too, and takes no visitor’s token for a session', async () => {
    const { page: open, guest } = openBackend();
    const visitor = open();
    expect(await visitor.ask('POST /auth/guest')).toMatchObject({ status: 403 });
    const forged = { csrf: null, origin: 'https://evil.example', headers: { authorization: 'Bearer abc' } };
    expect(await visitor.ask('POST /auth/guest', forged)).toMatchObject({ status: 403 });
    await visitor.ask('GET /session');
    const token = visitor.cookies.get('__Host-fanfare_csrf') ?? '';

    const page = await guest();
    page.cookies.set('__Host-fanfare_csrf', token);
    expect(await page.ask('POST /auth/logout', { body: {} })).toMatchObject({ status: 403 });
    expect(await visitor.ask('POST /auth/guest')).toMatchObject({ status: 200 });
  });

  it('tells no other site who is signed in', async () => {
    const { guest } = openBackend();
    const page = await guest();
    const refused = { status: 403, data: { error: 'csrf_origin_refused' } };
    expect(await page.ask('GET /session', { headers: { origin: 'https://evil.example' } })).toMatchObject(
      refused,
    );
    for (const site of ['cross-site', 'same-site']) {
      expect(await page.ask('GET /session', { headers: { 'sec-fetch-site': site } })).toMatchObject(refused);
    }
    expect(page.seen.join('\n')).not.toMatch(/access-control-allow/i);
  });

  it('is what a route of the shop itself gets, too, by reading the session', async () => {
    const { guest, sessions } = openBackend();
    const page = await guest();
    const csrf = page.cookies.get('__Host-fanfare_csrf') ?? '';
    const post = (headers: Record<string, string>): Request =>
      page.request('/buy', { method: 'POST', headers });
    const origin = 'https://shop.example';

    await expect(sessions.read(post({ origin }))).rejects.toMatchObject({ code: 'csrf_token_missing' });
    await expect(
      sessions.read(post({ origin: 'https://evil.example', 'x-fanfare-csrf': csrf })),
    ).rejects.toMatchObject({
      code: 'csrf_origin_refused',
    });
    await expect(sessions.read(post({ authorization: 'Bearer abc' }))).rejects.toMatchObject({
      code: 'csrf_origin_refused',
    });
    expect(await sessions.read(post({ origin, 'x-fanfare-csrf': csrf }))).toMatchObject({ isGuest: true });
    expect(await sessions.read(post({}), { dangerouslySkipCsrf: true })).toMatchObject({ isGuest: true });
  });
});
