import { describe, expect, it, vi } from 'vitest';
import { fincodeUser } from '@fanfare/mock';
import {
  AuthenticationError,
  isFanfareError,
  NetworkError,
  ServerError,
  TooManyAttemptsError,
} from '@fanfare/node';
import {
  callWith,
  createTokenManager,
  memoryTokenStore,
  type TokenExchange,
  type TokenManagerOptions,
  type TokenStore,
} from '@fanfare/node/credentials';
import { manualClock } from '../support/manual-clock.js';
import { openFincode } from '../support/fincode.js';

const owner = { tenant: 'aurora', user: 'till' };
const hour = 3_600_000;
const minute = 60_000;

/** An exchange that counts, and a manager on a clock that stands still. */
function setUp(options: Partial<TokenManagerOptions> = {}) {
  const clock = manualClock();
  let number = 0;
  const issue = async () => {
    number += 1;
    return { accessToken: `access-${number}`, refreshToken: `refresh-${number}`, lifetimeMs: hour };
  };
  const exchange = {
    login: vi.fn<TokenExchange['login']>(issue),
    refresh: vi.fn<TokenExchange['refresh']>(issue),
    logout: vi.fn<TokenExchange['logout']>(async () => undefined),
  };
  const onEvent = vi.fn();
  const tokens = createTokenManager({ owner, exchange, clock, onEvent, random: () => 0.5, ...options });
  const told = (): unknown[] => onEvent.mock.calls.map(([event]) => (event as { type: string }).type);
  return { clock, exchange, tokens, told };
}
const down = (): Promise<never> =>
  Promise.reject(new ServerError('down', { code: 'service_unavailable', status: 503 }));
const refused =
  (code: 'unauthorized' | 'refresh_token_invalid' | 'refresh_token_reused') => (): Promise<never> =>
    Promise.reject(new AuthenticationError('refused', { code }));
const textOf = async (getting: Promise<{ reveal(): string }>): Promise<string> => (await getting).reveal();

describe('B3, A12: a token manager', () => {
  it('refreshes once for a hundred calls with an expired token', async () => {
    const { tokens, exchange, clock } = setUp();
    await tokens.get();
    clock.set(clock.now() + hour);

    const got = await Promise.all(Array.from({ length: 100 }, () => textOf(tokens.get())));

    expect([exchange.login.mock.calls.length, exchange.refresh.mock.calls.length]).toEqual([1, 1]);
    expect(new Set(got)).toEqual(new Set(['access-2']));
  });

  it('refreshes behind the calls while the token is good, and a failure costs them nothing', async () => {
    const { tokens, exchange, clock } = setUp();
    await tokens.get();
    exchange.refresh.mockImplementation(down);
    clock.set(clock.now() + hour - 3 * minute);

    for (let call = 0; call < 50; call += 1) expect(await textOf(tokens.get())).toBe('access-1');
    await vi.waitFor(() => expect(exchange.refresh).toHaveBeenCalledTimes(1));
    clock.set(clock.now() + 3 * minute);
    await expect(tokens.get()).rejects.toBeInstanceOf(ServerError);
    expect(exchange.login).toHaveBeenCalledTimes(1);
  });

  it('does not try again before its pause is over, which grows and ends with a success', async () => {
    const { tokens, exchange, clock } = setUp();
    exchange.login.mockImplementation(down);
    const triedAt: number[] = [];

    for (let second = 0; second < 300; second += 1) {
      const before = exchange.login.mock.calls.length;
      await tokens.get().catch(() => undefined);
      if (exchange.login.mock.calls.length > before) triedAt.push(second);
      clock.set(clock.now() + 1_000);
    }
    const pauses = triedAt.slice(1).map((at, index) => at - (triedAt[index] ?? 0));
    expect(triedAt.length).toBeLessThan(14);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(-1)).toBeLessThanOrEqual(60);

    exchange.login.mockImplementation(async () => ({
      accessToken: 'a',
      refreshToken: 'r',
      lifetimeMs: hour,
    }));
    clock.set(clock.now() + minute);
    expect(await textOf(tokens.get())).toBe('a');
  });

  it('keeps the refresh token through an outage of any kind', async () => {
    const { tokens, exchange, clock } = setUp();
    await tokens.get();
    clock.set(clock.now() + hour);
    for (const failure of [
      new ServerError('down', { code: 'service_unavailable' }),
      new NetworkError('away', { code: 'network_error' }),
      new Error('a bug of somebody else'),
    ]) {
      exchange.refresh.mockImplementationOnce(() => Promise.reject(failure));
      await expect(tokens.get()).rejects.toBe(failure);
      clock.set(clock.now() + minute);
    }

    expect(await textOf(tokens.get())).toBe('access-2');
    expect(exchange.refresh.mock.calls.map(([token]) => token.reveal())).toEqual(Array(4).fill('refresh-1'));
    expect(exchange.login).toHaveBeenCalledTimes(1);
  });

  it.each(['refresh_token_invalid', 'refresh_token_reused'] as const)(
    'B4: logs in anew where the refresh token is refused for good, and never sends it again: %s',
    async (code) => {
      const { tokens, exchange, clock, told } = setUp();
      await tokens.get();
      exchange.refresh.mockImplementationOnce(refused(code));
      clock.set(clock.now() + hour);

      expect(await textOf(tokens.get())).toBe('access-2');
      clock.set(clock.now() + hour);
      await tokens.get();

      expect(exchange.refresh.mock.calls.map(([token]) => token.reveal())).toEqual([
        'refresh-1',
        'refresh-2',
      ]);
      expect(told()).toEqual([
        'logged_in',
        ...(code === 'refresh_token_reused' ? ['reuse_detected'] : []),
        'logged_in',
        'refreshed',
      ]);
    },
  );

  it.each<[string, () => Promise<never>]>([
    ['a wrong password', refused('unauthorized')],
    [
      'a locked account',
      () => Promise.reject(new TooManyAttemptsError('locked', { code: 'too_many_attempts', status: 403 })),
    ],
  ])('asks a quarter of an hour later at the earliest after %s', async (_, login) => {
    const { tokens, exchange, clock } = setUp();
    exchange.login.mockImplementation(login);

    for (let seconds = 0; seconds < 900; seconds += 10) {
      await expect(tokens.get()).rejects.toMatchObject({ code: /unauthorized|too_many_attempts/ });
      clock.set(clock.now() + 10_000);
    }
    expect(exchange.login).toHaveBeenCalledTimes(1);
    await tokens.get().catch(() => undefined);
    expect(exchange.login).toHaveBeenCalledTimes(2);
  });

  it('B13: counts the lifetime from the receipt, whatever the clock of this machine says', async () => {
    const { tokens, exchange, clock } = setUp();
    clock.set(Date.parse('2031-01-01T00:00:00Z'));
    await tokens.get();
    clock.set(clock.now() + hour - 6 * minute);
    await tokens.get();

    expect(exchange.refresh).not.toHaveBeenCalled();
    clock.set(Date.parse('2020-01-01T00:00:00Z'));
    expect(await textOf(tokens.get())).toBe('access-1');
  });

  it('forgets everything on logout, tells the platform, and takes nothing in that was under way', async () => {
    const store = memoryTokenStore();
    const { tokens, exchange } = setUp({ store });
    const getting = tokens.get();
    const leaving = tokens.logout();
    await Promise.all([getting, leaving]);

    expect(exchange.logout).toHaveBeenCalledTimes(1);
    expect(exchange.logout.mock.calls[0]?.[0].accessToken.reveal()).toBe('access-1');
    expect(await store.read(owner)).toBeUndefined();
    expect(await textOf(tokens.get())).toBe('access-2');
    expect(exchange.login).toHaveBeenCalledTimes(2);
  });

  it('D8: never takes the tokens of another owner', async () => {
    const store = memoryTokenStore();
    const one = setUp({ store });
    const other = setUp({ store, owner: { tenant: 'borealis', user: 'till' } });

    await one.tokens.get();
    await other.tokens.get();

    expect([one.exchange.login.mock.calls.length, other.exchange.login.mock.calls.length]).toEqual([1, 1]);
  });

  it('B6: writes nothing anywhere but into its store', async () => {
    const written: string[] = [];
    const store = memoryTokenStore();
    const spy: TokenStore = {
      ...store,
      write: async (to, entry) => (written.push(entry.record), store.write(to, entry)),
    };
    const { tokens, told } = setUp({ store: spy });
    await tokens.get();

    expect(written).toHaveLength(1);
    expect(JSON.stringify(told())).not.toContain('access-1');
  });

  it.each<[string, object]>([
    ['no owner', { owner: undefined }],
    ['an owner without a tenant', { owner: { tenant: '', user: 'till' } }],
    ['no exchange', { exchange: undefined }],
    ['a store that is none', { store: {} }],
    ['an unknown option', { lease: 1 }],
    ['a margin that is no number', { earlyMs: '5m' }],
  ])('is checked: %s', (_, changes) => {
    expect(() => setUp(changes)).toThrow(/owner|exchange|store|lease|earlyMs/);
  });
});

describe('B5: token managers that share a store', () => {
  /** Two processes with one store, each with a memory of its own. */
  const pair = (more: Partial<TokenManagerOptions> = {}) => {
    const platform = openFincode();
    const { clock, exchange } = platform;
    const store = memoryTokenStore({ clock });
    const open = () => createTokenManager({ owner, store, exchange: exchange(), clock, ...more });
    return { ...platform, store, open, one: open(), other: open() };
  };

  it('log in once, and refresh once, on a platform where a refresh token works once', async () => {
    const { one, other, calls, platform, balance } = pair();

    for (let round = 1; round <= 20; round += 1) {
      const got = await Promise.all([one, other, one, other].map((manager) => textOf(manager.get())));
      expect(new Set(got).size).toBe(1);
      expect((await balance(got[0] ?? '')).status).toBe(200);
      await platform.clock.advance('1h');
    }

    expect([calls('login'), calls('refresh-token')]).toEqual([1, 19]);
  });

  it('take over from one that died in its turn, once its lease is over', async () => {
    const { one, store, platform, clock } = pair();
    await store.claim(owner, { holder: 'of one that died', leaseMs: 30_000 });
    const getting = one.get();
    await new Promise((resolve) => setImmediate(resolve));
    await platform.clock.advance('30s');

    expect(clock.now()).toBeGreaterThan(0);
    expect((await getting).reveal()).toMatch(/^eyJ/);
  });

  it('take what the store has where their own turn was over before they came back', async () => {
    const { store, clock, exchange } = pair();
    const slow = exchange();
    const late = createTokenManager({
      owner,
      store,
      clock,
      exchange: {
        ...slow,
        login: async () => {
          const issued = await slow.login();
          vi.spyOn(store, 'write').mockResolvedValueOnce(false);
          return issued;
        },
      },
    });

    await expect(late.get()).resolves.toBeDefined();
  });

  it('go on with what they have while the store is away, and tell it', async () => {
    const onEvent = vi.fn();
    const { one, store, calls } = pair({ onEvent });
    vi.spyOn(store, 'write').mockRejectedValue(new Error('disk full'));

    expect(await textOf(one.get())).toBe(await textOf(one.get()));
    expect(calls('login')).toBe(1);
    expect(onEvent).toHaveBeenCalledWith({ type: 'store_failed' });
  });
});

describe('A12: logging in as at FinCode', () => {
  it('goes from login over refresh to logout, and every token opens what it should', async () => {
    const { exchange, clock, platform, balance, calls } = openFincode();
    const tokens = createTokenManager({ owner, exchange: exchange(), clock });
    const call = async () => (await callWith(tokens, (token) => balance(token.reveal()))).status;

    expect(await call()).toBe(200);
    await platform.clock.advance('1h');
    expect(await call()).toBe(200);
    const last = await textOf(tokens.get());
    await tokens.logout();

    expect((await balance(last)).status).toBe(401);
    expect([calls('login'), calls('refresh-token'), calls('logout')]).toEqual([1, 1, 1]);
  });

  it('recovers from a refresh whose answer was lost: the token is taken for reused, and a login helps', async () => {
    const { exchange, clock, platform } = openFincode();
    const told: string[] = [];
    const real = exchange();
    let isLost = true;
    const losing: TokenExchange = {
      ...real,
      async refresh(token) {
        const issued = await real.refresh(token);
        if (!isLost) return issued;
        isLost = false;
        throw new NetworkError('lost', { code: 'network_error' });
      },
    };
    const tokens = createTokenManager({
      owner,
      exchange: losing,
      clock,
      onEvent: ({ type }) => told.push(type),
    });
    await tokens.get();
    await platform.clock.advance('1h');

    await expect(tokens.get()).rejects.toBeInstanceOf(NetworkError);
    await platform.clock.advance('1m');
    await expect(tokens.get()).resolves.toBeDefined();
    expect(told).toEqual(['logged_in', 'reuse_detected', 'logged_in']);
  });

  it.each<[string, object, string]>([
    ['a wrong password', { password: 'Wrong-Password-1' }, 'unauthorized'],
    ['an unknown address', { email: 'nobody@aurora.example' }, 'unauthorized'],
    ['a password that is too short', { password: 'short' }, 'unauthorized'],
  ])('is refused for good with %s, and the error shows none of it', async (_, changes, code) => {
    const { exchange } = openFincode();
    const error: unknown = await exchange(changes)
      .login()
      .catch((reason: unknown) => reason);

    expect(isFanfareError(error) && error.code).toBe(code);
    for (const secret of [...Object.values(changes), fincodeUser.currentPassword])
      expect(JSON.stringify(error) + String(error)).not.toContain(secret);
  });

  it('tells a locked account apart', async () => {
    const { exchange } = openFincode();
    const wrong = exchange({ password: 'Wrong-Password-1' });
    for (let round = 0; round < 10; round += 1) await wrong.login().catch(() => undefined);

    await expect(wrong.login()).rejects.toBeInstanceOf(TooManyAttemptsError);
  });

  it('asks for the password again at every login, so that a new one is found', async () => {
    const { exchange } = openFincode();
    const password = vi.fn(() => fincodeUser.currentPassword as string);
    const real = exchange({ password });
    await real.login();
    await real.login();

    expect(password).toHaveBeenCalledTimes(2);
  });

  it.each<[string, () => Promise<Response>, string]>([
    ['503', async () => new Response('down', { status: 503 }), 'service_unavailable'],
    ['429', async () => new Response('slow down', { status: 429 }), 'service_unavailable'],
    ['a page', async () => new Response('<html>', { status: 200 }), 'invalid_response'],
    [
      'half a pair',
      async () => Response.json({ success: true, data: { access_token: 'a' } }),
      'invalid_response',
    ],
    [
      'a token with a new line',
      async () => Response.json({ access_token: 'a\nb', refresh_token: 'r' }),
      'invalid_response',
    ],
    [
      'a redirect',
      async () => new Response(null, { status: 307, headers: { location: 'https://evil.example' } }),
      'redirect_refused',
    ],
    ['too much', async () => new Response('x'.repeat(300_000)), 'invalid_response'],
    ['nothing', () => Promise.reject(new TypeError('fetch failed')), 'network_error'],
  ])('takes %s for a failure that says nothing about the credentials', async (_, fetch, code) => {
    const { exchange } = openFincode();
    const error: unknown = await exchange({ fetch })
      .login()
      .catch((reason: unknown) => reason);

    expect(error).not.toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ code });
  });

  it.each<[string, object, number]>([
    ['the answer', { expires_in: 120 }, 120_000],
    [
      'the token',
      { access_token: `e30.${Buffer.from('{"iat":1000,"exp":1600}').toString('base64url')}.x` },
      600_000,
    ],
    ['neither', {}, hour],
    ['nonsense', { expires_in: -1 }, hour],
  ])('takes the lifetime from %s', async (_, more, lifetimeMs) => {
    const { exchange } = openFincode();
    const fetch = async (): Promise<Response> =>
      Response.json({ status: 'SUCCESS', data: { access_token: 'a', refresh_token: 'r', ...more } });

    await expect(exchange({ fetch }).login()).resolves.toMatchObject({ lifetimeMs });
  });

  it('is not waited for longer than it may take', async () => {
    const clock = manualClock();
    const { exchange } = openFincode();
    const login = exchange({ clock, fetch: () => new Promise(() => {}) })
      .login()
      .catch((error: unknown) => error);
    await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(10_000);

    expect(await login).toMatchObject({ code: 'timeout' });
  });

  it('refuses plain http to anything but loopback', () => {
    const { exchange } = openFincode();

    expect(() => exchange({ baseUrl: 'http://aurora.fincode.software' })).toThrow(
      /baseUrl must start with https/,
    );
  });
});
