import { createMockPlatform, type LoggedRequest, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { mockApi } from './support/mock-api.js';

const pk = 'pk_test_aurora_mock';
let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform({ now: '2026-11-22T10:00:00Z' });
});

const control = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  platform.fetch(`${platform.origin}/__mock/${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const read = async <Body>(path: string): Promise<Body> =>
  (await control('GET', path)).json() as Promise<Body>;

describe('the control surface', () => {
  it('says how the platform is', async () => {
    expect(await read('health')).toEqual({
      ok: true,
      profile: 'full',
      now: '2026-11-22T10:00:00.000Z',
      defects: [],
    });
  });

  it('shows the world with its keys', async () => {
    expect(await read('world')).toEqual(JSON.parse(JSON.stringify(platform.world)));
  });

  it('moves the clock, starts and stops it', async () => {
    const moved = await control('POST', 'clock', { advance: '1h30m' });

    expect(await moved.json()).toEqual({ now: '2026-11-22T11:30:00.000Z', flow: false });
    expect(await read('clock')).toEqual({ now: '2026-11-22T11:30:00.000Z', flow: false });
    expect((await control('POST', 'clock', { advance: 'later' })).status).toBe(400);
    expect((await control('POST', 'clock', { advance: 1e20 })).status).toBe(400);
    expect(await (await control('POST', 'clock', { flow: true })).json()).toMatchObject({ flow: true });
    expect((await control('POST', 'clock', { flow: false })).status).toBe(200);
  });

  it('reads the mail', async () => {
    await mockApi(platform).call('auth.requestOtp', { pk, body: { email: 'ada@example.com' } });

    expect(await read('otp?address=Ada@Example.com')).toEqual({
      address: 'Ada@Example.com',
      code: platform.otpFor('ada@example.com'),
    });
    expect((await control('GET', 'otp?address=nobody@example.com')).status).toBe(404);
  });

  it('sends samples to the endpoints that want them, until an endpoint is taken away', async () => {
    const told: string[] = [];
    platform = createMockPlatform({
      deliver: (_, init) => {
        told.push(new Headers(init?.headers).get('x-fanfare-event-type') ?? '');
        return Promise.resolve(new Response());
      },
    });
    const [{ id: organizationId }] = platform.world.organizations;
    const add = (events: readonly string[]) =>
      control('POST', 'webhook-endpoints', { organizationId, url: 'http://localhost:3000/', events });
    const { id } = (await (await add(['order.completed'])).json()) as { readonly id: string };
    await add(['draw.consumer.lost']);

    const sent = await control('POST', 'webhook-events', { type: 'order.completed' });
    const elsewhere = await control('POST', 'webhook-events', {
      type: 'order.completed',
      organizationId: 'org_elsewhere',
    });
    const removed = await control('DELETE', `webhook-endpoints/${id}`);
    const after = await control('POST', 'webhook-events', { type: 'order.completed' });

    expect(await sent.json()).toMatchObject([{ endpointId: id, origin: 'test', status: 'delivered' }]);
    expect(told).toEqual(['order.completed']);
    expect([await elsewhere.json(), removed.status, await after.json()]).toEqual([[], 204, []]);
    expect((await control('DELETE', `webhook-endpoints/${id}`)).status).toBe(404);
    expect((await control('POST', 'webhook-events', { type: 'order.finished' })).status).toBe(400);
  });

  it('changes settings that exist to values that fit', async () => {
    const changed = await control('PATCH', 'settings', { accessTokenTtlSeconds: 2, deliverWebhooks: false });

    expect(await changed.json()).toMatchObject({ accessTokenTtlSeconds: 2, deliverWebhooks: false });
    expect(platform.settings.accessTokenTtlSeconds).toBe(2);
    expect((await control('PATCH', 'settings', { accessTokenTtl: 2 })).status).toBe(400);
    expect((await control('PATCH', 'settings', { leewayMs: '0' })).status).toBe(400);
    expect((await control('PATCH', 'settings', { leewayMs: -1 })).status).toBe(400);
    expect((await control('PATCH', 'settings', ['x'])).status).toBe(400);
  });

  it.each([
    [{ accessTokenTtlSeconds: 1e300 }, 'accessTokenTtlSeconds'],
    [{ accessTokenTtlSeconds: 0.5 }, 'accessTokenTtlSeconds'],
    [{ refreshTokenTtlSeconds: 315_360_001 }, 'refreshTokenTtlSeconds'],
    [{ leewayMs: 1e300 }, 'leewayMs'],
    [{ pollAfterMs: 1e16 }, 'pollAfterMs'],
    [{ sessionPolicy: { idleSeconds: 1e300 } }, 'sessionPolicy.idleSeconds'],
    [{ verifiedEmailOperations: ['loyalty.balance', 'typo'] }, 'verifiedEmailOperations'],
    [{ verifiedEmailOperations: ['admin.queues.list'] }, 'verifiedEmailOperations'],
    [{ rateLimitReset: 'never' }, 'rateLimitReset'],
  ])('refuses the settings %j, naming what is wrong, and keeps what there was', async (wrong, field) => {
    const before = await read('settings');

    const answer = await control('PATCH', 'settings', { deliverWebhooks: false, ...wrong });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: 'validation_error',
      message: expect.stringContaining(`"${field}"`) as string,
    });
    expect(await read('settings')).toEqual(before);
    expect(() => createMockPlatform({ settings: wrong as object })).toThrow(field);
  });

  it('signs in with the longest lifetimes that it takes', async () => {
    const longest = { accessTokenTtlSeconds: 315_360_000, refreshTokenTtlSeconds: 315_360_000 };
    await control('PATCH', 'settings', { ...longest, sessionPolicy: { absoluteSeconds: 315_360_000 } });

    expect((await mockApi(platform).call('auth.guest', { pk })).status).toBe(200);
    expect((await mockApi(platform).call('config.get', { pk })).status).toBe(200);
    expect(platform.defects).toEqual([]);
  });

  it('lets pages of an origin call, for one organization or for both', async () => {
    const [aurora, borealis] = platform.world.organizations;

    await control('POST', 'allowed-origins', { organizationId: aurora.id, origin: 'http://localhost:3000' });
    await control('POST', 'allowed-origins', { origin: 'http://localhost:4000' });

    expect(aurora.allowedOrigins).toEqual(['http://localhost:3000', 'http://localhost:4000']);
    expect(borealis.allowedOrigins).toEqual(['http://localhost:4000']);
    expect((await control('POST', 'allowed-origins', { origin: 'http://localhost:3000/' })).status).toBe(400);
    expect(
      (await control('POST', 'allowed-origins', { organizationId: 'org_x', origin: 'http://a' })).status,
    ).toBe(404);
  });

  it('adds webhook endpoints and shows deliveries', async () => {
    const added = await control('POST', 'webhook-endpoints', {
      organizationId: 'org_aurora',
      url: 'http://127.0.0.1:9/hooks',
      secret: 'whsec_mock_0123456789abcdef',
    });

    expect(added.status).toBe(201);
    expect(await added.json()).toMatchObject({ organizationId: 'org_aurora', mode: 'test' });
    expect(await read('deliveries')).toEqual([]);
    expect((await control('POST', 'webhook-endpoints', { url: 'http://127.0.0.1:9/' })).status).toBe(400);
    expect((await control('POST', 'deliveries/whd_unknown/redeliver')).status).toBe(404);
  });

  it('starts over', async () => {
    const session = await mockApi(platform).guest(platform.world.organizations[0].keys.test);
    platform.settings.leewayMs = 0;
    platform.world.organizations[0].queue.admitRate = 1;
    platform.world.organizations[0].allowedOrigins.push('http://localhost:3000');
    platform.fault({ status: 500 });
    await platform.clock.advance('1m');

    expect((await control('POST', 'reset')).status).toBe(204);

    const { call } = mockApi(platform);
    expect((await call('consumers.me', { pk, token: session.accessToken })).error).toBe('invalid_token');
    const refreshed = await call('auth.refresh', { pk, body: { refreshToken: session.refreshToken } });
    expect(refreshed.error).toBe('refresh_token_invalid');
    expect(platform.settings.leewayMs).toBe(10_000);
    expect(platform.world.organizations[0].queue.admitRate).toBe(30);
    expect(platform.world.organizations[0].allowedOrigins).toEqual(['http://localhost:3000']);
    expect(platform.clock.now()).toBe(Date.parse('2026-11-22T10:01:00Z'));
  });

  it.each(['https://evil.example', 'null', 'http://localhost.evil.example'])(
    'is not for pages of other origins: %s, even of allowed ones',
    async (origin) => {
      platform.world.organizations[0].allowedOrigins.push(origin);

      const answer = await control('GET', 'world', undefined, { origin });

      expect(answer.status).toBe(403);
      expect(answer.headers.has('access-control-allow-origin')).toBe(false);
    },
  );

  it('is not reached by a name that somebody else points here', async () => {
    expect((await control('GET', 'world', undefined, { host: 'evil.example' })).status).toBe(403);
  });

  it('is open to its own pages', async () => {
    expect((await control('GET', 'world', undefined, { origin: platform.origin })).status).toBe(200);
    const local = { origin: 'http://localhost:4800', host: 'localhost:4800' };
    expect((await control('GET', 'world', undefined, local)).status).toBe(200);
  });
});

describe('the request log', () => {
  it('names every header, and keeps no value that may be a secret', async () => {
    const { call, guest } = mockApi(platform);
    const { accessToken } = await guest(platform.world.organizations[0].keys.test);
    await call('consumers.me', { pk, token: accessToken, headers: { 'x-anything': 'sk_test_0123456789' } });

    const [, entry] = await read<LoggedRequest[]>('requests');

    expect(entry).toMatchObject({
      method: 'GET',
      path: '/consumer/api/consumers/me',
      operation: 'consumers.me',
      status: 200,
      time: '2026-11-22T10:00:00.000Z',
      headers: { authorization: null, 'x-anything': null, 'x-publishable-key': pk },
      containsSecretKey: true,
    });
  });

  it.each([
    ['in a header', { sk: 'sk_test_aurora_mock' }, true],
    ['where the publishable key belongs', { pk: 'sk_test_aurora_mock' }, true],
    ['in the address', { query: '?api_key=sk_test_aurora_mock' }, true],
    ['in the body', { body: { provider: 'sk_live_aurora_mock', issuer: 'i', subject: 's' } }, true],
    ['nowhere', { signedBy: 'sk_test_aurora_mock' }, false],
  ])('tells whether a secret key stood %s', async (_, given, expected) => {
    const body = { provider: 'shop', issuer: 'i', subject: 's' };

    await mockApi(platform).call('auth.authorizeExternal', { body, ...given });

    await platform.fetch(`${platform.origin}/sk_test_aurora_mock`);

    expect(platform.requests.map((request) => request.containsSecretKey)).toEqual([expected, true]);
    expect(JSON.stringify(platform.requests)).not.toContain('sk_test_aurora_mock');
  });
});

describe('what the control surface does not take or show', () => {
  it.each([{ status: 99 }, { status: 600 }, { status: 200.5 }, { status: 500, times: 0 }])(
    'a fault that no answer can have: %j',
    async (fault) => {
      expect((await control('POST', 'faults', fault)).status).toBe(400);
      expect((await control('GET', 'health')).status).toBe(200);
    },
  );

  it('secrets that stand in an address or in an open header', async () => {
    const secrets = ['sk_test_aurora_mock', 'grant_0123456789', 'eyJhbGciOi.e30.abc', 'whsec_0123456789'];
    const path = `/consumer/api/queues/${secrets.join('/')}/${secrets.join('/')}`;

    await platform.fetch(platform.origin + path, { headers: { 'user-agent': secrets.join(' ') } });

    const shown = JSON.stringify(await read('requests'));
    for (const secret of secrets) expect(shown).not.toContain(secret);
  });

  it('finds the code for a telephone number however the number is spelled', async () => {
    await mockApi(platform).call('auth.requestOtp', { pk, body: { phone: '+49 (170) 1234567' } });

    const code = platform.otpFor('+49 170 123-4567');

    expect(code).toMatch(/^\d{6}$/);
    expect(await read('otp?address=%2B49-170-1234567')).toMatchObject({ code });
  });
});
