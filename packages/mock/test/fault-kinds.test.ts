import type { Fault, FaultName, MockPlatform } from '@fanfare/mock';
import { createMockPlatform } from '@fanfare/mock';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { adminOf } from './support/admin-of.js';
import { mockApi } from './support/mock-api.js';
import { openShop, start } from './support/open-shop.js';
import { setUpProduct } from './support/set-up-product.js';

const pk = 'pk_test_aurora_mock';
const jwksPath = '/consumer/api/.well-known/jwks.json';

describe('the kinds of faults, in the process', () => {
  let platform: MockPlatform;
  beforeEach(() => {
    platform = createMockPlatform({ now: start, seed: 7 });
  });
  const jwks = (headers: Record<string, string> = {}) =>
    platform.fetch(platform.origin + jwksPath, { headers });

  it('reset the connection before anything is done', async () => {
    const { call, guest } = mockApi(platform);
    const { accessToken } = await guest(platform.world.organizations[0].keys.test);
    const line = { pk, token: accessToken, params: { queueId: 'queue_aurora' } };
    platform.fault({ operation: 'queues.enter', resetConnection: true, times: 1 });

    await expect(call('queues.enter', line)).rejects.toThrow(TypeError);

    expect((await call<{ status: string }>('queues.status', line)).body.status).toBe('NOT_QUEUED');
  });

  it.each([0, 1, 17, 100_000])('cut the body at byte %i, or before its last', async (cutBodyAt) => {
    const whole = new Uint8Array(await (await jwks()).arrayBuffer());
    platform.fault({ cutBodyAt });

    const answer = await jwks();

    expect(answer.headers.get('content-length')).toBe(String(whole.length));
    const { bytes, error } = await readAll(answer);
    expect(bytes).toEqual([...whole.subarray(0, Math.min(cutBodyAt, whole.length - 1))]);
    expect(error).toBeInstanceOf(TypeError);
  });

  it.each(['silence', 'spaces'] as const)('never end a body: %s', async (endlessBody) => {
    const whole = await (await jwks()).text();
    platform.fault({ endlessBody });
    const controller = new AbortController();
    const answer = await platform.fetch(platform.origin + jwksPath, { signal: controller.signal });

    const reader = (answer.body as ReadableStream<Uint8Array>).getReader(); // it has one: it never ends
    const first = await reader.read();
    const second = reader.read();
    if (endlessBody === 'spaces') expect(String(Buffer.from((await second).value ?? []))).toMatch(/^ +$/);
    controller.abort(new Error('enough'));

    expect(String(Buffer.from(first.value ?? []))).toBe(whole);
    await expect(endlessBody === 'silence' ? second : drain(reader)).rejects.toThrow('enough');
  });

  it.each<[Fault['retryAfterForm'], string]>([
    [undefined, '30'],
    ['seconds', '30'],
    ['http-date', 'Sun, 22 Nov 2026 10:00:30 GMT'],
    ['iso', '2026-11-22T10:00:30.000Z'],
  ])('tell in the form %s when to come back', async (retryAfterForm, expected) => {
    platform.fault({
      code: 'rate_limited',
      retryAfter: '30',
      ...(retryAfterForm !== undefined && { retryAfterForm }),
    });

    const answer = await jwks();

    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, expected]);
  });

  it('leave the date out', async () => {
    platform.fault('missing-date');

    expect((await jwks()).headers.has('date')).toBe(false);
  });

  it('end the session of whoever calls, for good', async () => {
    const { call, guest } = mockApi(platform);
    const { accessToken: token, refreshToken } = await guest(platform.world.organizations[0].keys.test);
    platform.fault({ revokeSession: true, times: 1 });
    await jwks(); // nobody's session: nothing to end, and nothing spent

    const struck = await call('consumers.me', { pk, token });
    const after = await call('consumers.me', { pk, token });
    const refreshed = await call('auth.refresh', { pk, body: { refreshToken } });

    expect([struck.error, after.error, refreshed.error]).toEqual(Array(3).fill('session_revoked'));
  });

  it('end the session of whoever refreshes it', async () => {
    const { call, guest } = mockApi(platform);
    const { accessToken: token, refreshToken } = await guest(platform.world.organizations[0].keys.test);
    platform.fault('revoked-session');

    const refreshed = await call('auth.refresh', { pk, body: { refreshToken } });
    platform.reset();

    expect(refreshed.error).toBe('session_revoked');
    expect((await call('consumers.me', { pk, token })).error).not.toBe('session_revoked'); // a new platform
  });

  it('repeat the cursor of a list', async () => {
    const shop = openShop({ platform });
    const admin = adminOf(shop);
    for (const name of ['a', 'b', 'c']) await setUpProduct(shop, { name });
    platform.fault({ operation: 'admin.products.list', repeatCursor: true, times: 1 });

    const first = pageOf(await admin.get('/products?first=1'));
    const second = pageOf(await admin.get(`/products?first=1&after=${String(first.endCursor)}`));
    const third = pageOf(await admin.get(`/products?first=1&after=${String(second.endCursor)}`));

    expect(second.endCursor).toBe(first.endCursor);
    expect(third.endCursor).not.toBe(first.endCursor);
  });

  it('redirect, as a hotel does', async () => {
    platform.fault({ status: 302, location: 'http://portal.example/', body: '' });

    const answer = await jwks();

    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://portal.example/']);
  });

  it('spoil different sides of one answer together, and one side once', async () => {
    platform.fault({ dateSkewMs: 60_000 });
    platform.fault({ code: 'rate_limited', times: 1 });
    platform.fault({ code: 'service_unavailable', times: 1 });

    const answers = [await jwks(), await jwks(), await jwks()];

    expect(answers.map(({ status }) => status)).toEqual([429, 503, 200]);
    expect(new Set(answers.map(({ headers }) => headers.get('date')))).toEqual(
      new Set(['Sun, 22 Nov 2026 10:01:00 GMT']),
    );
  });

  it.each<object>([
    { like: 'nonsense' },
    { probability: 0 },
    { probability: 1.5 },
    { latencyMs: -1 },
    { cutBodyAt: 1.5 },
    { endlessBody: 'noise' },
    { retryAfterForm: 'iso' },
    { retryAfter: 'soon', retryAfterForm: 'iso' },
    { webhooks: 'lose' },
    { webhooks: 'late', status: 500 },
    { eventType: 'order.created' },
  ])('are refused where they make no sense: %j', (fault) => {
    expect(() => platform.fault(fault as Fault)).toThrow(TypeError);
    expect(platform.faultLog.strikes).toEqual([]);
  });

  it('have names', async () => {
    platform.fault('html-error');
    const answer = await jwks();

    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(platform.requests.at(-1)?.faults).toEqual(['status 502', 'text/html']);
  });
});

describe('faults that a request asks for', () => {
  afterEach(() => vi.unstubAllEnvs());
  const ask = (platform: MockPlatform, fault: string) =>
    platform.fetch(platform.origin + jwksPath, { headers: { 'x-mock-fault': fault } });

  it('count only where an option allows it', async () => {
    const closed = createMockPlatform();
    const open = createMockPlatform({ faultHeader: true });

    expect((await ask(closed, 'unavailable')).status).toBe(200);
    expect((await ask(open, 'unavailable')).status).toBe(503);
    expect((await ask(open, '{"status":418,"body":"tea"}')).status).toBe(418);
    expect(open.faultLog.strikes).toMatchObject([{ operation: 'jwks.get' }, { ordinal: 2 }]);
  });

  it.each(['nonsense', '{"status":', '{"status":99}', '[]', '{"operation":"a.b"}'])(
    'are refused where they are none: %s',
    async (text) => {
      const platform = createMockPlatform({ faultHeader: true });

      const answer = await ask(platform, text);

      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: 'validation_error' });
      expect(platform.defects).toEqual([]);
    },
  );

  it.each([
    ['{"status":"x"}', '"status" must be a number of at least 0.'],
    ['{"retryAfter":7}', '"retryAfter" must be a text.'],
    ['{"hang":1}', '"hang" must be true or false.'],
  ])('are told what they must be: %s', async (text, message) => {
    const answer = await ask(createMockPlatform({ faultHeader: true }), text);

    expect(await answer.json()).toMatchObject({ message });
  });

  it('N7: are never asked for in production', () => {
    vi.stubEnv('NODE_ENV', 'production');

    expect(() => createMockPlatform({ faultHeader: true })).toThrow('NODE_ENV=production');
  });
});

describe('the kinds of faults, over real HTTP', () => {
  let server: MockServer;
  beforeEach(async () => {
    server = await startMockServer({ allowedOrigins: ['http://localhost:3000'] });
  });
  afterEach(() => server.close());
  const jwks = (fault: FaultName | Fault, init: RequestInit = {}) => {
    const asked = typeof fault === 'string' ? fault : JSON.stringify(fault);
    return fetch(server.url + jwksPath, { ...init, headers: { 'x-mock-fault': asked }, redirect: 'manual' });
  };

  it('reset the connection', async () => {
    const error: unknown = await jwks('connection-reset').catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(TypeError);
    expect((error as { cause?: { code?: string } }).cause?.code).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect((await fetch(server.url + jwksPath)).status).toBe(200);
  });

  it('leave the date out, though Node would write one', async () => {
    expect((await jwks('missing-date')).headers.has('date')).toBe(false);
    expect((await fetch(server.url + jwksPath)).headers.has('date')).toBe(true);
  });

  it.each([0, 5])('cut the body at byte %i', async (cutBodyAt) => {
    const answer = await jwks({ cutBodyAt });

    const { bytes, error } = await readAll(answer);

    expect([answer.status, bytes.length]).toEqual([200, cutBodyAt]);
    expect(error).toBeInstanceOf(TypeError);
  });

  it('never end a body, until the caller gives up', async () => {
    const controller = new AbortController();
    const answer = await jwks('endless-body', { signal: controller.signal });
    const text = answer.text();
    await new Promise((resolve) => setImmediate(resolve));

    controller.abort(new Error('enough'));

    expect(answer.status).toBe(200);
    await expect(text).rejects.toThrow('enough');
  });

  it('G1: may be asked for by pages', async () => {
    const answer = await fetch(server.url + jwksPath, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:3000',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'x-mock-fault',
      },
    });

    expect(answer.headers.get('access-control-allow-headers')).toContain('x-mock-fault');
  });
});

function pageOf({ body }: { body: Readonly<Record<string, unknown>> }): { endCursor: string | null } {
  return body['pageInfo'] as { endCursor: string | null }; // every list has one
}

async function readAll(answer: Response): Promise<{ bytes: readonly number[]; error: unknown }> {
  const bytes: number[] = [];
  try {
    for await (const chunk of answer.body ?? []) bytes.push(...(chunk as Uint8Array));
    return { bytes, error: undefined };
  } catch (error) {
    return { bytes, error };
  }
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done) await new Promise((resolve) => setImmediate(resolve));
}
