import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FanfareClient } from '../../src/index.js';
import { hidingFrom } from '../support/hiding-from.js';
import { openShop, type Shop } from '../support/shop.js';

const hour = 3_600_000;
/** A device whose clock is off by two hours or a day, either way. */
const skews = [-24, -2, 2, 24].map((hours) => ({ hours, skewMs: hours * hour }));

let shop: Shop;
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  shop = openShop({ settings: { requireDpop: true, leewayMs: 0 } });
});
afterEach(() => {
  vi.unstubAllGlobals();
  expect(shop.platform.defects).toEqual([]);
});

interface TabOptions {
  /** Whether the browser has a clock that nobody can set. */
  readonly hasSteadyClock?: boolean;
  readonly saysNothing?: boolean;
}

/** Opens a tab that can read no header. */
function openTab(
  name: string,
  { hasSteadyClock = true, saysNothing = false }: TabOptions = {},
): FanfareClient {
  const { platform } = shop;
  const { client } = shop.open(name, {
    fetch: hidingFrom(shop, { saysNothing }),
    clock: {
      ...shop.clock,
      ...(hasSteadyClock && { monotonic: () => platform.clock.now() }),
    },
  });
  return client;
}

const refreshes = (): number => shop.count(/auth.refresh/);
const schemes = (): string[] =>
  shop.sent.map(({ headers }) => headers.get('authorization')?.split(' ')[0] ?? 'none');

describe('B13: no header can be read, and the clock of the device is wrong from the start', () => {
  it.each(skews)(
    '$hours h: the first sign-in takes one more request, and it is bound',
    async ({ skewMs }) => {
      shop.skewMs = skewMs;
      const client = openTab('tab');

      await client.auth.guest();
      await client.consumers.me();
      await shop.platform.clock.advance('61m');
      await client.consumers.me();

      expect(shop.sent.map(({ line }) => line)).toEqual([
        'POST /auth/guest',
        'POST /auth/guest',
        'GET /consumers/me',
        'POST /auth/refresh',
        'GET /consumers/me',
      ]);
      expect(schemes().filter((scheme) => scheme === 'Bearer')).toEqual([]);
    },
  );

  it.each(skews)(
    '$hours h: another tab finds the time in the token, and asks for nothing',
    async ({ skewMs }) => {
      shop.skewMs = skewMs;
      await openTab('one').auth.guest();
      await shop.platform.clock.advance('30m');
      shop.sent.length = 0;

      await openTab('other').consumers.me();

      expect(shop.sent.map(({ line }) => line)).toEqual(['GET /consumers/me']);
    },
  );
});

describe('B13: no header can be read, and the clock of the device is set in the middle', () => {
  it.each(skews)(
    '$hours h, a steady clock: at most one more request, and the session stays',
    async ({ skewMs }) => {
      const client = openTab('tab');
      await client.auth.guest();
      await client.consumers.me();
      shop.skewMs = skewMs;
      shop.sent.length = 0;

      await Promise.all([client.consumers.me(), client.consumers.me()]);
      const calls = shop.count(/consumers.me/);
      await client.consumers.me();
      await client.auth.refresh();

      expect(calls).toBeLessThanOrEqual(4); // each of the two once more, at most
      expect(shop.count(/consumers.me/)).toBe(calls + 1);
      expect(client.auth.session.signedIn).toBe(true);
    },
  );

  it.each(skews)('$hours h, no steady clock: the same', async ({ skewMs }) => {
    const client = openTab('tab', { hasSteadyClock: false });
    await client.auth.guest();
    shop.skewMs = skewMs;

    await client.consumers.me();
    const asked = shop.sent.length;
    await client.consumers.me();

    expect(shop.sent.length).toBe(asked + 1);
    expect(client.auth.session.signedIn).toBe(true);
  });

  it.each(skews)(
    '$hours h, while no tab was open, and the token ran out: one refresh is taken',
    async ({ skewMs }) => {
      await openTab('before').auth.guest();
      await shop.platform.clock.advance('3h');
      shop.skewMs = skewMs;
      const client = openTab('after');

      await client.consumers.me();
      const asked = refreshes();
      await client.consumers.me();

      expect(asked).toBeGreaterThanOrEqual(1);
      expect(asked).toBeLessThanOrEqual(2); // one for the time, at most: it takes no effect
      expect(refreshes()).toBe(asked);
      expect(client.auth.session.signedIn).toBe(true);
    },
  );
});

describe('B13: a platform that tells its time nowhere', () => {
  it.each(skews)('$hours h at the sign-in: bearer tokens, where it takes them', async ({ skewMs }) => {
    shop.platform.settings.requireDpop = false;
    shop.skewMs = skewMs;
    const client = openTab('tab', { saysNothing: true });

    await client.auth.guest();
    await client.consumers.me();
    await shop.platform.clock.advance('61m');
    await client.consumers.me();

    expect(refreshes()).toBe(1);
    expect(new Set(schemes())).toEqual(new Set(['none', 'Bearer']));
  });

  it('no session without a proof, where it takes none', async () => {
    shop.skewMs = 2 * hour;

    await expect(openTab('tab', { saysNothing: true }).auth.guest()).rejects.toMatchObject({
      code: 'dpop_proof_required',
    });
  });

  it.each(skews.filter(({ skewMs }) => skewMs < 0))(
    '$hours h in the middle: the token told it, and no request is lost',
    async ({ skewMs }) => {
      const client = openTab('tab', { saysNothing: true });
      await client.auth.guest();
      await shop.platform.clock.advance('30m');
      shop.skewMs = skewMs;
      shop.sent.length = 0;

      await client.consumers.me();
      await client.auth.refresh();

      expect(shop.sent.map(({ line }) => line)).toEqual(['GET /consumers/me', 'POST /auth/refresh']);
    },
  );

  it('a refresh that is refused for its proof ends nothing: it is tried again, and works when the clock is right', async () => {
    await openTab('before', { saysNothing: true }).auth.guest();
    await shop.platform.clock.advance('3h');
    shop.skewMs = 24 * hour;
    const client = openTab('after', { saysNothing: true });
    const ended = vi.fn();
    client.on('auth:session-expired', ended);

    await expect(client.consumers.me()).rejects.toMatchObject({
      code: 'dpop_proof_invalid',
      retryable: true,
    });
    await shop.pass(600_000);
    expect([client.auth.session.signedIn, ended.mock.calls]).toEqual([true, []]);
    expect(refreshes()).toBeLessThan(60); // backed off

    client.destroy();
    shop.skewMs = 0;
    await expect(openTab('again', { saysNothing: true }).consumers.me()).resolves.toBeDefined();
  });
});

describe('B13: times that contradict each other', () => {
  it('a header of something in between counts for less than what the platform says itself', async () => {
    const wrong = shop.platform.fault({ dateSkewMs: -600_000 });
    const { client } = shop.open();

    await client.auth.guest();
    for (let call = 0; call < 3; call += 1) await client.consumers.me();

    expect(shop.count(/consumers.me/)).toBeLessThanOrEqual(4);
    wrong();
  });

  it.each<[string, unknown]>([
    ['no time', 'soon'],
    ['no text', { a: 1 }],
    ['nothing', undefined],
  ])('what is %s is left alone', async (_, serverTime) => {
    const spoilt: typeof fetch = async (input, init) => {
      const answer = await shop.fetchFrom('tab')(input, init);
      if (answer.status !== 401) return answer;
      return Response.json(
        { ...((await answer.json()) as object), details: { serverTime } },
        { status: 401 },
      );
    };
    shop.platform.settings.requireDpop = false;
    shop.skewMs = 2 * hour;
    const { client } = shop.open('tab', { fetch: spoilt });

    await client.auth.guest();

    await expect(client.consumers.me()).resolves.toBeDefined();
  });
});

describe('B13, E6: a sign-in whose proofs are refused, whatever they hold', () => {
  /** Refuses every proof of a sign-in before the platform hears of it, and tells something new each time. */
  function refusing(code: 'dpop_proof_invalid' | 'use_dpop_nonce'): typeof fetch {
    let count = 0;
    return async (input, init) => {
      const request = new Request(input, init);
      const isSignIn = /\/auth\/(guest|otp\/verify)$/.test(new URL(request.url).pathname);
      if (!isSignIn || !request.headers.has('dpop')) return shop.fetchFrom('tab')(request);
      count += 1;
      const { method, headers } = request;
      shop.sent.push({
        tab: 'tab',
        line: `${method} refused`,
        url: new URL(request.url),
        headers,
        init,
        request,
      });
      const serverTime = new Date(shop.clock.now() + count * hour).toISOString();
      const details = code === 'use_dpop_nonce' ? { dpopNonce: `nonce-${count}` } : { serverTime };
      return Response.json({ error: code, code, message: 'No.', details }, { status: 401 });
    };
  }

  it.each(['dpop_proof_invalid', 'use_dpop_nonce'] as const)(
    'succeeds without one, at the first try: %s',
    async (code) => {
      shop.platform.settings.requireDpop = false;
      const { client } = shop.open('tab', { fetch: refusing(code) });

      await client.auth.guest();
      await client.consumers.me();

      expect(shop.sent.map(({ line }) => line)).toEqual([
        'POST refused',
        'POST refused',
        'POST /auth/guest',
        'GET /consumers/me',
      ]);
      expect(new Set(schemes())).toEqual(new Set(['none', 'Bearer']));
    },
  );

  it('spends no one-time code, and makes the guest a shopper', async () => {
    shop.platform.settings.requireDpop = false;
    const { client } = shop.open('tab', { fetch: refusing('dpop_proof_invalid') });
    const email = 'ada@example.com';
    await client.auth.guest();
    await client.auth.requestOtp({ email });

    const session = await client.auth.verifyOtp({ email, code: shop.platform.otpFor(email) ?? '' });

    expect(session.consumer).toMatchObject({ type: 'authenticated', email });
    expect(shop.count(/otp\/verify/)).toBe(1);
  });

  it('is refused for good by a platform that takes none without, and asked for four times at most', async () => {
    const { client } = shop.open('tab', { fetch: refusing('dpop_proof_invalid') });

    await expect(client.auth.guest()).rejects.toMatchObject({ code: 'dpop_proof_required' });
    expect(shop.sent.length).toBeLessThanOrEqual(4);
  });

  it.each([
    ['consumers.me', (client: FanfareClient) => client.consumers.me()],
    ['auth.refresh', (client: FanfareClient) => client.auth.refresh()],
    [
      'auth.verifyOtp',
      (client: FanfareClient) => client.auth.verifyOtp({ email: 'a@b.example', code: '123456' }),
    ],
  ] as const)(
    'is no reason for a call of a bound session to go without its proof: %s',
    async (operation, call) => {
      const { client } = shop.open('tab');
      await client.auth.guest();
      shop.sent.length = 0;
      shop.platform.fault({ operation, code: 'dpop_proof_invalid', times: 9 });

      await expect(call(client)).rejects.toMatchObject({ code: 'dpop_proof_invalid' });
      expect(shop.sent.filter(({ headers }) => !headers.has('dpop'))).toEqual([]);
      expect(shop.sent.length).toBeLessThanOrEqual(2);
    },
  );
});
