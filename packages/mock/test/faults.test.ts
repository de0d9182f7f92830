import { createMockPlatform, type Fault, type MockPlatform } from '@fanfare/mock';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mockApi } from './support/mock-api.js';

const pk = 'pk_test_aurora_mock';

describe('faults in the process', () => {
  let platform: MockPlatform;
  beforeEach(() => {
    platform = createMockPlatform({ now: '2026-11-22T10:00:00Z' });
  });
  const url = (): string => `${platform.origin}/consumer/api/auth/guest`;
  const guest = (init: RequestInit = {}) =>
    platform.fetch(url(), { method: 'POST', headers: { 'x-publishable-key': pk }, ...init });
  const created = (): number =>
    platform.requests.filter(({ operation, status }) => operation === 'auth.guest' && status === 200).length;

  it('hit the operation they name, as often as they say', async () => {
    platform.fault({ operation: 'auth.guest', status: 503, times: 2 });

    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await guest()).status);
    const jwks = await mockApi(platform).call('jwks.get');

    expect(statuses).toEqual([503, 503, 200]);
    expect(jwks.status).toBe(200);
  });

  it('hit every operation when they name none, until they are undone', async () => {
    const undo = platform.fault({ status: 500 });
    expect((await guest()).status).toBe(500);
    expect((await mockApi(platform).call('jwks.get')).status).toBe(500);

    undo();

    expect((await guest()).status).toBe(200);
  });

  it.each<[Fault, number, string, string | null]>([
    [{ status: 503 }, 503, 'service_unavailable', null],
    [{ status: 502 }, 502, 'internal_error', null],
    [{ status: 429, retryAfter: '7' }, 429, 'rate_limited', '7'],
    [
      { status: 429, retryAfter: 'Sun, 22 Nov 2026 10:00:30 GMT' },
      429,
      'rate_limited',
      'Sun, 22 Nov 2026 10:00:30 GMT',
    ],
    [{ code: 'session_revoked' }, 401, 'session_revoked', null],
  ])('refuse in the words of the platform: %j', async (fault, status, code, retryAfter) => {
    platform.fault(fault);

    const answer = await guest();

    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
    expect(await answer.json()).toMatchObject({ error: code, requestId: answer.headers.get('x-request-id') });
    expect(platform.defects).toEqual([]);
  });

  it('put another body and type in place of the answer', async () => {
    platform.fault({ status: 502, body: '<h1>Bad gateway</h1>', contentType: 'text/html' });

    const answer = await guest();

    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await answer.text()).toBe('<h1>Bad gateway</h1>');
  });

  it('lose the answer after the effect', async () => {
    const { call, guest: signIn } = mockApi(platform);
    const session = await signIn(platform.world.organizations[0].keys.test);
    const leave = { pk, token: session.accessToken, params: { queueId: 'queue_aurora' } };
    platform.fault({ operation: 'queues.enter', loseAnswer: true, times: 1 });

    await expect(call('queues.enter', leave)).rejects.toThrow(TypeError);

    expect((await call<{ status: string }>('queues.status', leave)).body.status).not.toBe('NOT_QUEUED');
    expect(platform.requests.find(({ operation }) => operation === 'queues.enter')?.status).toBeUndefined();
  });

  it('cut the body in the middle', async () => {
    platform.fault({ cutBody: true });

    const answer = await guest();

    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
  });

  it('hold the answer back on the clock of the platform', async () => {
    platform.fault({ latencyMs: 5_000 });
    let answered = false;
    const answer = guest().then((given) => {
      answered = true;
      return given.status;
    });
    await until(() => platform.requests[0]?.operation === 'auth.guest');

    await platform.clock.advance(4_999);
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    await platform.clock.advance(1);

    expect(await answer).toBe(200);
  });

  it('put the date off', async () => {
    platform.fault({ dateSkewMs: -600_000 });

    expect((await guest()).headers.get('date')).toBe('Sun, 22 Nov 2026 09:50:00 GMT');
  });

  it('never answer, and let go when the caller does', async () => {
    platform.fault({ hang: true });
    const controller = new AbortController();
    const answer = guest({ signal: controller.signal });

    controller.abort(new Error('enough'));

    await expect(answer).rejects.toThrow('enough');
    expect(created()).toBe(0);
  });
});

describe('faults over real HTTP', () => {
  let server: MockServer;
  beforeEach(async () => {
    server = await startMockServer();
  });
  afterEach(() => server.close());
  const jwks = (init: RequestInit = {}) => fetch(`${server.url}/consumer/api/.well-known/jwks.json`, init);

  it('cut the connection where the answer is lost', async () => {
    server.platform.fault({ loseAnswer: true, times: 1 });

    await expect(jwks()).rejects.toThrow('fetch failed');
    expect((await jwks()).status).toBe(200);
  });

  it('cut the body in the middle', async () => {
    server.platform.fault({ cutBody: true, times: 1 });

    const answer = await jwks();

    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
    expect((await jwks()).status).toBe(200);
  });

  it('never answer, and close with the server', async () => {
    server.platform.fault({ hang: true });
    const answer = jwks().catch((error: unknown) => error);
    await until(() => server.platform.requests.length === 1);

    await server.close();

    expect(await answer).toBeInstanceOf(TypeError);
  });

  it('are set and ended from outside', async () => {
    const control = `${server.url}/__mock/faults`;
    const set = (fault: object) => fetch(control, { method: 'POST', body: JSON.stringify(fault) });

    expect((await set({ operation: 'jwks.get', code: 'rate_limited', retryAfter: '3' })).status).toBe(204);
    const limited = await jwks();
    await fetch(control, { method: 'DELETE' });

    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await jwks()).status).toBe(200);
    expect((await set({ operation: 'jwks.git' })).status).toBe(400);
    expect((await set({ code: 'nonsense' })).status).toBe(400);
    expect((await set({ hangs: true })).status).toBe(400);
    expect((await set({ status: '503' })).status).toBe(400);
  });
});

/** Lets pending work go on until something is so; the test's own deadline ends it otherwise. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
