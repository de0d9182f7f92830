import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import {
  apiToken,
  callWith,
  createTokenManager,
  Secret,
  staticKey,
  type CredentialStrategy,
  type IssuedTokens,
} from '@fanfare/node/credentials';
import { manualClock } from '../support/manual-clock.js';
import { openFincode } from '../support/fincode.js';

/** A strategy over a source that can be watched and broken. */
interface Harness {
  readonly strategy: CredentialStrategy;
  /** How often whatever is behind it was asked. */
  readonly asked: () => number;
  /** Lets the source fail from now on, or work again. */
  fail(error: Error | undefined): void;
  /** Lets the time go by after which a failure may be tried again. */
  wait(): void;
}

type Open = (first: string, second: string) => Harness;

const secretText = 'sk_live_9f8e7d6c5b4a';

function watched<Value>(values: readonly Value[]): {
  ask: () => Promise<Value>;
  count: () => number;
  fail(error?: Error): void;
} {
  let failure: Error | undefined;
  let count = 0;
  return {
    count: () => count,
    fail: (error) => {
      failure = error;
    },
    async ask() {
      count += 1;
      await Promise.resolve();
      if (failure !== undefined) throw failure;
      return values[Math.min(count, values.length) - 1] as Value; // a list of at least one
    },
  };
}

const strategies: Readonly<Record<string, Open>> = {
  'a key from a provider': (first, second) => {
    const source = watched([first, second]);
    return { strategy: staticKey(source.ask), asked: source.count, fail: source.fail, wait: () => undefined };
  },
  'an API token from a provider': (first, second) => {
    const clock = manualClock();
    const expiresAt = new Date(clock.now() + 90 * 86_400_000);
    const source = watched([first, second].map((token) => ({ token, expiresAt })));
    return {
      strategy: apiToken(source.ask, { clock }),
      asked: source.count,
      fail: source.fail,
      wait: () => undefined,
    };
  },
  'a login with refresh': (first, second) => {
    const clock = manualClock();
    const issue = (accessToken: string): IssuedTokens => ({
      accessToken,
      refreshToken: `of-${accessToken}`,
      lifetimeMs: 3_600_000,
    });
    const source = watched([issue(first), issue(second)]);
    const strategy = createTokenManager({
      owner: { tenant: 'aurora', user: 'till' },
      exchange: { login: source.ask, refresh: source.ask, logout: async () => undefined },
      clock,
    });
    const wait = (): void => clock.set(clock.now() + 60_000);
    return { strategy, asked: source.count, fail: source.fail, wait };
  },
};

describe.each(Object.entries(strategies))('A12, B3: %s', (_, open) => {
  it('asks for nothing before it is used, and once for all who use it', async () => {
    const { strategy, asked } = open('first', 'second');
    expect(asked()).toBe(0);

    const got = await Promise.all(Array.from({ length: 100 }, () => strategy.get()));

    expect(asked()).toBe(1);
    expect(new Set(got.map((secret) => secret.reveal()))).toEqual(new Set(['first']));
    await strategy.get();
    expect(asked()).toBe(1);
  });

  it('gets another one for all whose one was refused', async () => {
    const { strategy, asked } = open('first', 'second');
    const refused = await strategy.get();

    const got = await Promise.all(Array.from({ length: 100 }, () => strategy.renew(refused)));

    expect(new Set(got.map((secret) => secret.reveal()))).toEqual(new Set(['second']));
    expect(asked()).toBe(2);
    // Whoever comes late with the old one finds its successor.
    expect((await strategy.renew(refused)).reveal()).toBe('second');
    expect((await strategy.get()).reveal()).toBe('second');
    expect(asked()).toBe(2);
  });

  it('tells a failure to whoever waited, and recovers from it', async () => {
    const { strategy, fail, wait } = open('first', 'first');
    fail(new Error('the vault is away'));

    const outcomes = await Promise.allSettled([strategy.get(), strategy.get()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fail(undefined);
    wait();
    expect((await strategy.get()).reveal()).toBe('first');
  });

  it('shows its secret to nobody who prints it', async () => {
    const { strategy } = open(secretText, 'second');
    const secret = await strategy.get();

    const printed = [
      inspect({ strategy, secret }, { depth: 9 }),
      JSON.stringify({ strategy, secret }),
      `${String(secret)}`,
    ];
    expect(printed.join()).not.toContain(secretText);
  });
});

it.each<[string, (provider: () => never) => CredentialStrategy]>([
  ['a key', (provider) => staticKey(provider)],
  ['an API token', (provider) => apiToken(provider)],
])('A8: what a secrets manager says about its failure is told without a secret: %s', async (_, open) => {
  const failing = open(() => {
    throw new Error(`no access with Bearer ${secretText}`);
  });
  const error: unknown = await failing.get().catch((reason: unknown) => reason);

  expect(String(error)).toMatch(/^OptionsError: The (key|token) provider failed/);
  expect(inspect(error, { depth: 9 })).not.toContain(secretText);
});

describe('A12: a key that is fixed', () => {
  it.each([
    ['a text', 'key'],
    ['a secret', new Secret('key')],
  ])('is the same, also where it was refused: %s', async (_, given) => {
    const strategy = staticKey(given);
    const key = await strategy.get();

    expect(key.reveal()).toBe('key');
    expect((await strategy.renew(key)).reveal()).toBe('key');
  });

  it.each([
    ['nothing', undefined],
    ['a number', 7],
    ['an empty text', ''],
    ['a new line at the end', `${secretText}\n`],
    ['a header of its own', `${secretText}\r\nx-role: owner`],
  ])('is checked at once: %s', (_, given) => {
    let message = '';
    try {
      staticKey(given as string);
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/^OptionsError: key /);
    expect(message).not.toContain(secretText);
  });
});

describe('A12: an API token that is about to expire', () => {
  const day = 86_400_000;
  const open = (days: number) => {
    const clock = manualClock();
    const onExpiring = vi.fn();
    const expiresAt = new Date(clock.now() + days * day);
    return {
      clock,
      onExpiring,
      expiresAt,
      token: apiToken({ token: 'token', expiresAt }, { clock, onExpiring }),
    };
  };

  it.each([
    [8, 0],
    [7, 1],
    [1, 1],
  ])('is told with %i days left: %i time(s)', async (days, times) => {
    const { token, onExpiring, expiresAt } = open(days);

    await token.get();
    await token.get();

    expect(onExpiring).toHaveBeenCalledTimes(times);
    if (times > 0) expect(onExpiring).toHaveBeenCalledWith({ expiresAt, remainingMs: days * day });
  });

  it('is told once a day, whoever listens and fails', async () => {
    const { token, onExpiring, clock } = open(3);
    onExpiring.mockImplementation(() => {
      throw new Error('no mail');
    });

    for (let hour = 0; hour < 48; hour += 1) {
      await token.get();
      clock.set(clock.now() + 3_600_000);
    }

    expect(onExpiring).toHaveBeenCalledTimes(2);
  });

  it('is refused here once it has expired, and nothing is sent', async () => {
    const { token, clock } = open(1);
    clock.set(clock.now() + day);
    const send = vi.fn<() => Promise<Response>>();

    await expect(callWith(token, send)).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 'token_expired',
    });
    expect(send).not.toHaveBeenCalled();
  });

  it('is replaced by the one that somebody has put into the vault, with a warning of its own', async () => {
    const clock = manualClock();
    const onExpiring = vi.fn();
    const vault = { token: 'old', expiresAt: new Date(clock.now() + day) };
    const token = apiToken(() => ({ ...vault }), { clock, onExpiring });
    await token.get();
    Object.assign(vault, { token: 'new', expiresAt: new Date(clock.now() + 3 * day) });
    clock.set(clock.now() + day);

    expect((await token.get()).reveal()).toBe('new');
    expect(onExpiring).toHaveBeenCalledTimes(2);
  });

  it.each<[string, unknown]>([
    ['no end', { token: 'token' }],
    ['an end that is none', { token: 'token', expiresAt: 'soon' }],
    ['no token', { expiresAt: '2027-01-01T00:00:00Z' }],
    ['a text', 'token'],
  ])('needs a token with an end: %s', (_, given) => {
    expect(() => apiToken(given as never)).toThrow(/token/);
  });
});

describe('A12: the strategies at a platform that takes them', () => {
  it('lets an API token of the dashboard in, and the next one when that is rotated', async () => {
    const { platform, balance, clock } = openFincode();
    const post = async (
      path: string,
      body?: object,
    ): Promise<{ id: string; token: string; expires_at: string }> => {
      const answer = await platform.fetch(`${platform.origin}/__mock/fincode/api-tokens${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body ?? {}),
      });
      return (await answer.json()) as { id: string; token: string; expires_at: string };
    };
    let vault = await post('', { lifetime: '24h' });
    const token = apiToken(() => ({ token: vault.token, expiresAt: vault.expires_at }), { clock });
    const call = () => callWith(token, (secret) => balance(secret.reveal()));
    expect((await call()).status).toBe(200);

    vault = await post(`/${vault.id}/rotate`);

    expect((await call()).status).toBe(200);
  });

  it('lets the connection of a refused call go where there is no successor', async () => {
    const cancelled = vi.fn();
    const answer = new Response(new ReadableStream({ cancel: cancelled }), { status: 401 });
    let isAway = false;
    const key = staticKey(() => {
      if (isAway) throw new Error('the vault is away');
      isAway = true;
      return 'sk_1';
    });

    await expect(callWith(key, async () => answer)).rejects.toMatchObject({ code: 'invalid_options' });
    expect(cancelled).toHaveBeenCalledTimes(1);
  });

  it('repeats a refused call once, and not where there is no other credential', async () => {
    const { balance } = openFincode();
    const send = vi.fn((secret: Secret) => balance(secret.reveal()));

    expect((await callWith(staticKey('wrong'), send)).status).toBe(401);
    expect(send).toHaveBeenCalledTimes(1);
    let number = 0;
    expect(
      (
        await callWith(
          staticKey(() => `wrong-${(number += 1)}`),
          send,
        )
      ).status,
    ).toBe(401);
    expect(send).toHaveBeenCalledTimes(3);
  });
});
