import { createMockPlatform, type FaultName } from '@fanfare/mock';
import { mswHandlers } from '@fanfare/mock/msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { mockApi } from './support/mock-api.js';

const platform = createMockPlatform({ origin: 'https://api.fanfare.test' });
const server = setupServer(...mswHandlers(platform));
// Looked up at every call: MSW puts its own in place when it starts to listen.
const patched: typeof fetch = (input, init) => fetch(input, init);
const api = mockApi({ fetch: patched, origin: platform.origin, clock: platform.clock });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => platform.reset());
afterAll(() => server.close());

describe('the MSW handlers', () => {
  it('answer what an ordinary fetch asks, as the platform does', async () => {
    const session = await api.guest(platform.world.organizations[0].keys.test);
    const me = await api.call('consumers.me', { pk: 'pk_test_aurora_mock', token: session.accessToken });
    const nothing = await fetch(`${platform.origin}/nothing`);

    expect(me.body).toEqual({ active: { journeys: [] } });
    expect(nothing.status).toBe(404);
  });

  it('take signed requests with bodies', async () => {
    const answer = await api.call('auth.authorizeExternal', {
      signedBy: 'sk_test_aurora_mock',
      body: { provider: 'shop', issuer: 'i', subject: 's' },
    });

    expect(answer.status).toBe(200);
  });

  it('cut the connection where the answer is lost', async () => {
    platform.fault({ loseAnswer: true, times: 1 });

    await expect(fetch(`${platform.origin}/consumer/api/.well-known/jwks.json`)).rejects.toThrow(TypeError);
  });

  it.each<[string, FaultName | undefined, string]>([
    ['/consumer/api/.well-known/jwks.json', undefined, 'application/json'],
    ['/consumer/api/.well-known/jwks.json', 'unavailable', 'application/json'],
    ['/consumer/api/.well-known/jwks.json', 'skewed-date', 'application/json'],
    ['/consumer/api/.well-known/jwks.json', 'html-error', 'text/html'],
    ['/consumer/openapi.json', undefined, 'application/json'],
    ['/__mock/challenges/nothing', undefined, 'text/html; charset=utf-8'],
    ['/nothing', undefined, 'application/json'],
  ])('keep the type of what %s answers with the fault %s', async (path, fault, type) => {
    if (fault !== undefined) platform.fault(fault);

    const answer = await fetch(platform.origin + path);

    expect(answer.headers.get('content-type')).toBe(type);
  });

  it('say nothing where somebody stops waiting', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const controller = new AbortController();
    platform.fault('hang');

    const { signal } = controller;
    const answer = fetch(`${platform.origin}/consumer/api/.well-known/jwks.json`, { signal });
    await vi.waitFor(() => expect(platform.requests).toHaveLength(1));
    controller.abort(new Error('enough'));

    await expect(answer).rejects.toThrow('enough');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(said.mock.calls).toEqual([]);
  });

  it('keep every header', async () => {
    const headersOf = async (request: typeof fetch): Promise<readonly string[]> => {
      const { headers } = await request(`${platform.origin}/consumer/api/config`, {
        headers: { 'x-publishable-key': 'pk_test_aurora_mock' },
      });
      return [...headers.keys()];
    };
    server.close();
    const direct = await headersOf((input, init) => platform.fetch(input as string, init));
    server.listen({ onUnhandledRequest: 'error' });
    platform.fault({ latencyMs: 0 });

    expect(direct).toContain('ratelimit-policy');
    expect(await headersOf(patched)).toEqual(direct);
  });
});
