import { createHash } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FanfareClient } from '../../src/index.js';
import { hidingFrom } from '../support/hiding-from.js';
import { openShop, type Sent, type Shop } from '../support/shop.js';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

interface Proof {
  readonly header: { readonly alg: string; readonly jwk: Readonly<Record<string, string>> };
  readonly claims: Readonly<Record<string, unknown>>;
}

const proofOf = ({ request }: Sent): Proof | undefined => proofIn(request);

function proofIn({ headers }: Request): Proof | undefined {
  const [header, claims] = (headers.get('dpop') ?? '').split('.', 2).map((part) => read(part));
  return header === undefined || claims === undefined ? undefined : ({ header, claims } as unknown as Proof); // as the platform took it
}

function read(part: string): Record<string, unknown> | undefined {
  return part === '' ? undefined : (JSON.parse(Buffer.from(part, 'base64url').toString()) as never); // of a JWT
}

const keyNames = (shop: Shop): (string | undefined)[] => [
  ...new Set(shop.sent.map((each) => proofOf(each)?.header.jwk['x'])),
];
const schemes = (shop: Shop): (string | undefined)[] =>
  shop.sent.map(({ headers }) => headers.get('authorization')?.split(' ')[0]);

async function keptKeys(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('fanfare', 1);
    request.onupgradeneeded = () =>
      ['sessions', 'keys'].map((name) => request.result.createObjectStore(name));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('cannot open'));
  });
  const count = await new Promise<number>((resolve) => {
    const request = database.transaction('keys').objectStore('keys').getAllKeys();
    request.onsuccess = () =>
      // Every key of this store is a text.
      resolve(request.result.filter((name) => (name as string).includes(' dpop ')).length);
  });
  database.close();
  return count;
}

async function signIn(client: FanfareClient, shop: Shop, email = 'ada@example.com'): Promise<void> {
  await client.auth.requestOtp({ email });
  await client.auth.verifyOtp({ email, code: String(shop.platform.otpFor(email)) });
}

describe('E6: a session that is bound to a key', () => {
  it('is what a sign-in makes: each call carries a proof of its own for it, and no other credential', async () => {
    const shop = openShop({ settings: { requireDpop: true } });
    const { client } = shop.open();

    await client.auth.guest();
    await client.consumers.me();
    await client.queues.enter(shop.queueId);

    expect(schemes(shop)).toEqual([undefined, 'DPoP', 'DPoP']);
    const proofs = shop.sent.map(proofOf);
    expect(new Set(proofs.map((proof) => proof?.claims['jti'])).size).toBe(3);
    expect(proofs.map((proof) => [proof?.claims['htm'], proof?.claims['htu']])).toEqual(
      shop.sent.map(({ request, url }) => [request.method, url.href]),
    );
    expect(proofs.map((proof) => typeof proof?.claims['ath'])).toEqual(['undefined', 'string', 'string']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('is refreshed with a proof, once', async () => {
    const shop = openShop({ settings: { requireDpop: true } });
    const { client } = shop.open();
    await client.auth.guest();
    await shop.platform.clock.advance('61m');

    await Promise.all([client.consumers.me(), client.consumers.me()]);

    expect(shop.count(/auth.refresh/)).toBe(1);
    expect(keyNames(shop)).toHaveLength(1);
  });

  it('is shared by tabs: another one finds the key, and after a reload it is still there', async () => {
    const shop = openShop({ settings: { requireDpop: true } });
    await shop.open('one').client.auth.guest();

    const other = shop.open('other').client;
    await other.consumers.me();
    await shop.platform.clock.advance('61m');
    await shop.open('reloaded').client.consumers.me();

    expect(keyNames(shop)).toHaveLength(1);
    expect(await keptKeys()).toBe(1);
  });

  it('keeps its key when the guest signs in, and when a second factor is shown', async () => {
    const shop = openShop({ settings: { requireDpop: true } });
    const { client } = shop.open();
    await client.auth.guest();
    await signIn(client, shop);
    await client.consumers.me();
    await shop.settle();

    expect(keyNames(shop).filter(Boolean)).toHaveLength(1);
    await shop.open('other').client.consumers.me();
    expect(await keptKeys()).toBe(1);
  });

  it('leaves no key behind at a sign-out, which still carries a proof; the next shopper has another one', async () => {
    const shop = openShop({ settings: { requireDpop: true } });
    const { client } = shop.open();
    await client.auth.guest();

    await client.auth.logout();
    await vi.waitFor(async () => expect(await keptKeys()).toBe(0));
    await vi.waitFor(() =>
      expect(shop.sent.some(({ line, headers }) => line === 'POST /auth/logout' && headers.has('dpop'))).toBe(
        true,
      ),
    );
    await client.auth.guest();

    expect(keyNames(shop)).toHaveLength(2);
    expect(await keptKeys()).toBe(1);
  });

  it('is a bearer session no more: whoever copies the token is refused', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await client.auth.guest();
    await client.consumers.me();
    const stolen = shop.sent.at(-1)!;

    for (const headers of [
      { authorization: String(stolen.headers.get('authorization')).replace('DPoP', 'Bearer') },
      { authorization: String(stolen.headers.get('authorization')) },
      Object.fromEntries(stolen.headers),
    ]) {
      const answer = await shop.platform.fetch(stolen.url, {
        headers: { 'x-publishable-key': String(stolen.headers.get('x-publishable-key')), ...headers },
      });
      expect(answer.status).toBe(401);
    }
  });

  it('uses a wrong code up, not a key: the next attempt goes with the same one', async () => {
    const shop = openShop();
    const { client } = shop.open();
    const email = 'ada@example.com';
    await client.auth.requestOtp({ email });
    await expect(client.auth.verifyOtp({ email, code: '000000' })).rejects.toMatchObject({
      code: 'otp_invalid',
    });
    await client.auth.verifyOtp({ email, code: String(shop.platform.otpFor(email)) });

    expect(await keptKeys()).toBe(1);
  });
});

describe('E6: what else carries the token', () => {
  const settings = { requireDpop: true, requireDpopNonce: true, dpopNonceSeconds: 60 };

  it('opens its stream with a proof, and once more for a new nonce', async () => {
    const shop = openShop({ settings });
    const { client } = shop.open();
    await client.auth.guest();
    await shop.platform.clock.advance('10m');
    const leaving = new AbortController();

    const heard = new Promise((resolve) => {
      client.events.open({ onEvent: resolve, signal: leaving.signal }).catch(() => undefined);
    });

    await expect(heard).resolves.toBeDefined();
    expect(shop.count(/events/)).toBe(2);
    leaving.abort();
  });

  it('calls a backend of the merchant with a proof for that address, and with the nonce of that backend', async () => {
    const shop = openShop();
    const asked: Request[] = [];
    const backend: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      if (!request.url.startsWith('https://shop.example')) return shop.platform.fetch(request);
      asked.push(request);
      const isAnswered = proofIn(request)?.claims['nonce'] === 'of-the-shop';
      return new Response('', { status: isAnswered ? 200 : 401, headers: { 'dpop-nonce': 'of-the-shop' } });
    };
    const { client } = shop.open('tab', { fetch: backend, trustedOrigins: ['https://shop.example'] });
    await client.auth.guest();

    const answer = await client.fetch('https://shop.example/api/orders?page=2#top', {
      method: 'post',
      body: '{}',
    });
    const token = asked[1]?.headers.get('authorization')?.replace('DPoP ', '') ?? '';

    expect([answer.status, asked.length]).toEqual([200, 2]);
    expect(proofIn(asked[1]!)?.claims).toMatchObject({
      htm: 'POST',
      htu: 'https://shop.example/api/orders',
      ath: createHash('sha256').update(token).digest('base64url'),
    });
    expect(await Promise.all(asked.map((request) => request.text()))).toEqual(['{}', '{}']);
  });

  it('sends a body that streams once, whatever it is told', async () => {
    const shop = openShop();
    let asked = 0;
    const backend: typeof fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!url.startsWith('https://shop.example')) return shop.platform.fetch(new Request(input, init));
      asked += 1;
      return new Response('', { status: 401, headers: { 'dpop-nonce': 'n' } });
    };
    const { client } = shop.open('tab', { fetch: backend, trustedOrigins: ['https://shop.example'] });
    await client.auth.guest();
    const body = new Blob(['x']).stream();

    await client.fetch('https://shop.example/upload', { method: 'PUT', body, duplex: 'half' } as RequestInit);

    expect(asked).toBe(1);
  });
});

describe('E6: nonces of the platform', () => {
  const settings = { requireDpop: true, requireDpopNonce: true, dpopNonceSeconds: 60 };

  it('are learnt with one more request, and then held in every proof', async () => {
    const shop = openShop({ settings });
    const { client } = shop.open();

    await client.auth.guest();
    await client.consumers.me();

    expect(shop.sent.map(({ line }) => line)).toEqual([
      'POST /auth/guest',
      'POST /auth/guest',
      'GET /consumers/me',
    ]);
    expect(shop.sent.map((each) => typeof proofOf(each)?.claims['nonce'])).toEqual([
      'undefined',
      'string',
      'string',
    ]);
  });

  it('change without anybody noticing: one more request, also where the call is not repeated otherwise', async () => {
    const shop = openShop({ settings });
    const { client } = shop.open();
    await client.auth.guest();
    await shop.platform.clock.advance('10m');

    await client.queues.enter(shop.queueId);
    await shop.platform.clock.advance('61m');
    await client.auth.refresh();

    expect(shop.count(/queues.*enter/)).toBe(2);
    expect(shop.count(/auth.refresh/)).toBe(2);
    expect(client.auth.session.signedIn).toBe(true);
  });

  it('are asked for at a sign-out too, which still reaches the platform', async () => {
    const shop = openShop({ settings });
    const { client } = shop.open();
    await client.auth.guest();
    await shop.platform.clock.advance('10m');

    await client.auth.logout();

    await vi.waitFor(() => expect(shop.count(/auth.logout/)).toBe(2));
  });

  it('are read in the refusal where the page can read no header', async () => {
    const shop = openShop({ settings });
    const { client } = shop.open('tab', { fetch: hidingFrom(shop) });

    await client.auth.guest();
    await client.consumers.me();
    await shop.platform.clock.advance('10m');
    await client.queues.enter(shop.queueId);
    await shop.platform.clock.advance('61m');
    await client.auth.refresh();

    expect(client.auth.session.signedIn).toBe(true);
    expect(shop.platform.defects).toEqual([]);
  });

  it('end in bearer tokens where the platform does not say them there, unless it takes none', async () => {
    const shop = openShop({ settings: { requireDpopNonce: true } });
    const fetch = hidingFrom(shop, { saysNothing: true });
    const { client } = shop.open('tab', { fetch });

    await client.auth.guest();

    await expect(client.consumers.me()).resolves.toBeDefined();
    shop.platform.settings.requireDpop = true;
    await expect(shop.open('strict', { store: 'memory', fetch }).client.auth.guest()).rejects.toMatchObject({
      code: 'dpop_proof_required',
    });
  });
});

describe('B13: a wrong clock of the device', () => {
  it.each([-2, 2])('%i hours: one more request at the first sign-in, and none after it', async (hours) => {
    const shop = openShop({ settings: { requireDpop: true } });
    shop.skewMs = hours * 3_600_000;
    const { client } = shop.open();

    await client.auth.guest();
    await client.consumers.me();
    await client.consumers.me();

    expect(shop.sent.map(({ line }) => line)).toEqual([
      'POST /auth/guest',
      'POST /auth/guest',
      'GET /consumers/me',
      'GET /consumers/me',
    ]);
  });

  it('that is put right, or wrong, in the middle costs one more request', async () => {
    const shop = openShop({ settings: { requireDpop: true } });
    const { client } = shop.open();
    await client.auth.guest();
    shop.skewMs = -3_600_000;

    await client.consumers.me();
    shop.skewMs = 0;
    await client.consumers.me();

    expect(client.auth.session.signedIn).toBe(true);
    expect(shop.count(/consumers.me/)).toBeLessThanOrEqual(4);
  });
});

describe('E6: a key that is missing', () => {
  it('ends the session once, cleanly, and the next sign-in makes another', async () => {
    const shop = openShop();
    await shop.open('one').client.auth.guest();
    vi.stubGlobal('indexedDB', new IDBFactory()); // the browser cleared it; the tokens are kept elsewhere
    const { client } = shop.open('other');
    const ended: string[] = [];
    client.on('auth:session-expired', ({ reason }) => ended.push(reason));
    shop.sent.length = 0;

    const calls = await Promise.allSettled([client.consumers.me(), client.consumers.me()]);

    expect(
      calls.map((call) => (call.status === 'rejected' ? (call.reason as { code: string }).code : 'ok')),
    ).toEqual(['session_expired', 'session_expired']);
    expect(ended).toEqual(['expired']);
    expect(shop.sent).toEqual([]);
    expect(client.auth.session).toMatchObject({ signedIn: false, status: 'expired' });
    await client.auth.guest();
    await expect(client.consumers.me()).resolves.toBeDefined();
  });

  it('ends it at the refresh as well', async () => {
    const shop = openShop();
    await shop.open('one').client.auth.guest();
    vi.stubGlobal('indexedDB', new IDBFactory());
    await shop.platform.clock.advance('61m');
    const { client } = shop.open('other');

    await expect(client.consumers.me()).rejects.toMatchObject({ code: 'session_expired' });
    expect(client.auth.session.status).toBe('expired');
    expect(shop.count(/auth.refresh/)).toBe(0);
  });

  it('is no end where nobody knows: a database that fails today may open tomorrow', async () => {
    const shop = openShop();
    await shop.open('one').client.auth.guest();
    const good = indexedDB;
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new Error('blocked');
      },
    });
    const { client } = shop.open('other');

    await expect(client.consumers.me()).rejects.toMatchObject({
      code: 'storage_unavailable',
      retryable: true,
    });
    expect(client.auth.session.signedIn).toBe(true);
    vi.stubGlobal('indexedDB', good);
    await expect(client.consumers.me()).resolves.toBeDefined();
  });

  it('is not missed by the tab that holds it', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await client.auth.guest();
    vi.stubGlobal('indexedDB', new IDBFactory());

    await expect(client.consumers.me()).resolves.toBeDefined();
  });
});

describe('E6: a browser that can keep no key', () => {
  it.each<[string, () => unknown]>([
    ['no database', () => vi.stubGlobal('indexedDB', undefined)],
    [
      'a database that throws',
      () =>
        vi.stubGlobal('indexedDB', {
          open: () => {
            throw new Error('no');
          },
        }),
    ],
    [
      'cryptography that makes no key',
      () => vi.spyOn(crypto.subtle, 'generateKey').mockRejectedValue(new Error('no')),
    ],
  ])('signs in with bearer tokens: %s', async (_, spoil) => {
    spoil();
    const shop = openShop();
    const { client } = shop.open();

    await client.auth.guest();
    await client.consumers.me();

    expect(schemes(shop)).toEqual([undefined, 'Bearer']);
  });

  it('waits no longer than two seconds for a database that hangs', async () => {
    const open = vi.fn(() => ({}));
    vi.stubGlobal('indexedDB', { open });
    const shop = openShop();
    const { client } = shop.open();

    const signedIn = client.auth.guest();
    await vi.waitFor(() => expect(open).toHaveBeenCalled());
    await shop.pass(2_000);

    expect((await signedIn).signedIn).toBe(true);
  });

  it('keeps it in memory where the tokens are kept there', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const shop = openShop({ settings: { requireDpop: true } });
    const { client } = shop.open('tab', { store: 'memory' });

    await client.auth.guest();

    await expect(client.consumers.me()).resolves.toBeDefined();
  });

  it('and one that is told to use bearer tokens makes no key', async () => {
    const shop = openShop();
    const { client } = shop.open('tab', { dangerouslyUseBearerTokens: true });

    await client.auth.guest();
    await client.consumers.me();

    expect(schemes(shop)).toEqual([undefined, 'Bearer']);
    expect(await keptKeys()).toBe(0);
  });

  it('and a platform that announces nothing is sent none', async () => {
    const shop = openShop({ profile: 'hosted' });
    const { client } = shop.open('tab', { profile: 'hosted' });

    await client.auth.guest();
    await client.consumers.me();

    expect(schemes(shop)).toEqual([undefined, 'Bearer']);
    expect(shop.sent.some(({ headers }) => headers.has('dpop'))).toBe(false);
  });
});
