import { createMockPlatform, fincodeUser, type MockPlatform } from '@fanfare/mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { start } from './support/open-shop.js';

let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform({ now: start, doors: ['fincode'] });
});
afterEach(() => expect(platform.defects).toEqual([]));

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}
interface Pair {
  readonly access_token: string;
  readonly refresh_token: string;
}

const services = '/fincode/api/v6/services';

async function send(line: string, { body, token }: { body?: unknown; token?: string } = {}): Promise<Answer> {
  const [method = '', path = ''] = line.split(' ');
  const answer = await platform.fetch(platform.origin + path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { 'x-auth-token': token }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
}

const { email, currentPassword } = fincodeUser;
const logIn = (given: object = {}): Promise<Answer> =>
  send(`PUT ${services}/securitymanagement/login`, { body: { email, currentPassword, ...given } });
const refresh = (token: unknown): Promise<Answer> =>
  send(`PUT ${services}/securitymanagement/refresh-token`, { body: { refresh_token: token } });
const logOut = ({ access_token: token, refresh_token }: Pair): Promise<Answer> =>
  send(`PUT ${services}/securitymanagement/logout`, { token, body: { refresh_token } });
const balance = (token?: string): Promise<Answer> =>
  send(`GET ${services}/ledger/account-balance/acc_aurora`, token === undefined ? {} : { token });
const told = ({ status, body }: Answer): unknown[] => [status, body['code']];

function pairOf({ status, body }: Answer): Pair {
  expect(status).toBe(200);
  return body['data'] as Pair; // what the tests below call with, so that a wrong one fails there
}

describe('A12: logging in at the FinCode-shaped door', () => {
  it('answers with two tokens in the documented envelope', async () => {
    const { status, body } = await logIn();

    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      data: {
        access_token: expect.stringMatching(/^eyJ/) as string,
        refresh_token: expect.stringMatching(/^eyJ/) as string,
        expires_in: 3600,
      },
      metadata: {
        request_id: expect.stringMatching(/^req_/) as string,
        timestamp: start,
        processing_time_ms: 0,
      },
    });
  });

  it('takes the documented envelope around the request too', async () => {
    const body = { data: { email, currentPassword }, metadata: { request_id: 'r', timestamp: start } };

    expect((await send(`PUT ${services}/securitymanagement/login`, { body })).status).toBe(200);
  });

  it('answers an unknown address in the words for a wrong password', async () => {
    const wrong = await logIn({ currentPassword: 'not-the-password' });
    const unknown = await logIn({ email: 'nobody@aurora.example' });

    expect(told(wrong)).toEqual([401, 'AUTH_REQUIRED']);
    expect(told(unknown)).toEqual(told(wrong));
    expect(unknown.body['message']).toBe(wrong.body['message']);
    expect(wrong.body).toMatchObject({ success: false, metadata: { timestamp: start } });
  });

  it.each([email, 'nobody@aurora.example'])('locks an address after five failures: %s', async (address) => {
    for (let n = 0; n < 5; n += 1) await logIn({ email: address, currentPassword: 'not-the-password' });

    expect(told(await logIn({ email: address.toUpperCase() }))).toEqual([403, 'FORBIDDEN']);
    await platform.clock.advance('15m');
    expect((await logIn({ email: address })).status).toBe(address === email ? 200 : 401);
  });

  it.each<[string, unknown]>([
    ['a short password', { email, currentPassword: 'short' }],
    ['no password', { email }],
    ['a number for an address', { email: 1, currentPassword }],
    ['a list', []],
    ['no JSON', '{'],
    ['too many levels', '['.repeat(100)],
    ['an encrypted payload', { email, currentPassword, payloadEncrypted: true }],
  ])('refuses %s', async (_, body) => {
    const answer = await send(`PUT ${services}/securitymanagement/login`, { body });

    expect(told(answer)).toEqual([422, 'VALIDATION_ERROR']);
    expect(JSON.stringify(answer.body)).not.toContain(currentPassword);
  });

  it('is open to no other method, and only where it was asked for', async () => {
    const path = `${services}/securitymanagement/login`;
    const closed = createMockPlatform();

    expect(told(await send(`POST ${path}`, { body: { email, currentPassword } }))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    expect((await closed.fetch(closed.origin + path, { method: 'PUT' })).status).toBe(404);
    expect((await closed.fetch(`${closed.origin}/__mock/fincode/api-tokens`)).status).toBe(404);
    expect(() => createMockPlatform({ doors: ['bank' as never] })).toThrow(
      new TypeError('"bank" is not a door; there are fincode.'),
    );
  });
});

describe('A12: the tokens of the FinCode-shaped door', () => {
  it('go bare into X-Auth-Token, for an hour on the clock', async () => {
    const { access_token: token, refresh_token: other } = pairOf(await logIn());

    expect((await balance(token)).body['data']).toEqual({
      id: 'acc_aurora',
      balance: '1250.00',
      currency: 'USD',
    });
    for (const bad of [undefined, `Bearer ${token}`, other, `${token}x`, 'x'])
      expect(told(await balance(bad))).toEqual([401, 'AUTH_REQUIRED']);
    await platform.clock.advance('1h');
    expect(told(await balance(token))).toEqual([401, 'AUTH_REQUIRED']);
  });

  it('are those of one platform', async () => {
    const { access_token: token } = pairOf(await logIn());
    platform.reset();

    expect((await balance(token)).status).toBe(401);
  });

  it('are followed by a new pair, and each refresh token works once', async () => {
    const first = pairOf(await logIn());
    const second = pairOf(await refresh(first.refresh_token));

    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await balance(second.access_token)).status).toBe(200);
    expect((await refresh(second.refresh_token)).status).toBe(200);
  });

  it('end together when a refresh token comes twice, which is told as such', async () => {
    const first = pairOf(await logIn());
    const second = pairOf(await refresh(first.refresh_token));

    const reuse = await refresh(first.refresh_token);

    expect(told(reuse)).toEqual([403, 'FORBIDDEN']);
    expect(reuse.body['message']).toContain('already used');
    expect(told(await refresh(second.refresh_token))).toEqual([401, 'AUTH_REQUIRED']);
    expect(told(await balance(second.access_token))).toEqual([401, 'AUTH_REQUIRED']);
    expect(told(await balance(first.access_token))).toEqual([401, 'AUTH_REQUIRED']);
  });

  it('are given to one of two refreshes at once, and to neither of them for long', async () => {
    const { refresh_token: token } = pairOf(await logIn());

    const answers = await Promise.all([refresh(token), refresh(token)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    const winner = pairOf(answers.find(({ status }) => status === 200) ?? (await logIn()));
    expect((await balance(winner.access_token)).status).toBe(401);
  });

  it('do not end with those of another login', async () => {
    const [one, other] = [pairOf(await logIn()), pairOf(await logIn())];
    await refresh(one.refresh_token);
    await refresh(one.refresh_token);

    expect((await balance(other.access_token)).status).toBe(200);
  });

  it.each([['an access token'], ['nonsense'], ['a number']])('are not refreshed with %s', async (what) => {
    const { access_token: token } = pairOf(await logIn());
    const given: Record<string, unknown> = { 'an access token': token, nonsense: 'x.y.z', 'a number': 1 };

    expect((await refresh(given[what])).status).toBe(what === 'a number' ? 422 : 401);
  });

  it('are not refreshed when the refresh token has expired', async () => {
    const { refresh_token: token } = pairOf(await logIn());
    await platform.clock.advance('30d');

    expect(told(await refresh(token))).toEqual([401, 'AUTH_REQUIRED']);
  });

  it('end both with a logout, after which only a login helps', async () => {
    const pair = pairOf(await logIn());

    expect((await logOut(pair)).status).toBe(200);
    expect((await balance(pair.access_token)).status).toBe(401);
    expect(told(await refresh(pair.refresh_token))).toEqual([401, 'AUTH_REQUIRED']);
    expect((await logIn()).status).toBe(200);
  });

  it('end with nobody else: a logout needs both tokens of one login', async () => {
    const [one, other] = [pairOf(await logIn()), pairOf(await logIn())];

    const mixed = await logOut({ access_token: one.access_token, refresh_token: other.refresh_token });
    const bare = await send(`PUT ${services}/securitymanagement/logout`, {
      body: { refresh_token: one.refresh_token },
    });

    expect([mixed.status, bare.status]).toEqual([401, 401]);
    for (const { access_token: token } of [one, other]) expect((await balance(token)).status).toBe(200);
  });

  it('stand in no log', async () => {
    const pair = pairOf(await logIn());
    await balance(pair.access_token);

    const log = JSON.stringify(platform.requests);

    for (const secret of [pair.access_token, pair.refresh_token, currentPassword])
      expect(log).not.toContain(secret);
  });
});

describe('A12: the API tokens of the FinCode-shaped door', () => {
  interface ApiToken {
    readonly id: string;
    readonly token: string;
    readonly expires_at: string;
  }
  const make = async (lifetime?: string): Promise<ApiToken> =>
    (await send('POST /__mock/fincode/api-tokens', { body: { lifetime } })).body as unknown as ApiToken; // read below

  it.each([
    ['24h', '2026-11-23T10:00:00.000Z'],
    ['1m', '2026-12-22T10:00:00.000Z'],
    ['3m', '2027-02-22T10:00:00.000Z'],
    ['6m', '2027-05-22T10:00:00.000Z'],
    ['12m', '2027-11-22T10:00:00.000Z'],
  ])('are good for %s', async (lifetime, end) => {
    const { token, expires_at: expiresAt } = await make(lifetime);
    const left = Date.parse(end) - platform.clock.now();

    expect(expiresAt).toBe(end);
    await platform.clock.advance(left - 1);
    expect((await balance(token)).status).toBe(200);
    await platform.clock.advance(1);
    expect(told(await balance(token))).toEqual([401, 'AUTH_REQUIRED']);
  });

  it('end on the last day of a month that is shorter', async () => {
    platform = createMockPlatform({ now: '2027-01-31T10:00:00Z', doors: ['fincode'] });

    expect((await make('1m')).expires_at).toBe('2027-02-28T10:00:00.000Z');
  });

  it('can be rotated, invalidated and deleted, one without the others', async () => {
    const [rotated, invalidated, deleted, kept] = [await make(), await make(), await make(), await make()];
    const at = (id: string): string => `/__mock/fincode/api-tokens/${id}`;

    const next = (await send(`POST ${at(rotated.id)}/rotate`)).body as unknown as ApiToken; // read below
    await send(`POST ${at(invalidated.id)}/invalidate`);
    await send(`DELETE ${at(deleted.id)}`);

    const tokens = [rotated, next, invalidated, deleted, kept].map(({ token }) => balance(token));
    expect((await Promise.all(tokens)).map(({ status }) => status)).toEqual([401, 200, 401, 401, 200]);
    expect((await send('GET /__mock/fincode/api-tokens')).body).toMatchObject([
      { id: rotated.id, is_valid: true },
      { id: invalidated.id, is_valid: false },
      { id: kept.id, is_valid: true },
    ]);
    expect((await send(`DELETE ${at(deleted.id)}`)).status).toBe(404);
  });

  it('are no refresh tokens, log nobody out, and are not made for any other time', async () => {
    const { token } = await make();

    expect((await refresh(token)).status).toBe(401);
    expect((await logOut({ access_token: token, refresh_token: token })).status).toBe(401);
    expect((await send('POST /__mock/fincode/api-tokens', { body: { lifetime: '2y' } })).status).toBe(400);
  });
});
