import { exposedHeaders } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { preflightHeaders } from '../src/cors.js';
import { mockApi, operationOf } from './support/mock-api.js';

const shop = 'https://shop.example';
const pk = 'pk_test_aurora_mock';
let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform();
  platform.world.organizations[0].allowedOrigins.push(shop);
});

const guest = (origin: string, key = pk) =>
  mockApi(platform).call('auth.guest', { pk: key, headers: { origin } });

function preflight(path: string, { origin = shop, method = 'POST' } = {}): Promise<Response> {
  const headers = { origin, 'access-control-request-method': method };
  return platform.fetch(`${platform.origin}/consumer/api${path}`, { method: 'OPTIONS', headers });
}

describe('G1: pages of other origins', () => {
  it('may call and read when their origin is listed, exactly', async () => {
    const { status, headers } = await guest(shop);

    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(shop);
    expect(headers.get('vary')).toBe('Origin');
    const exposed = headers.get('access-control-expose-headers')?.split(', ');
    expect(exposed).toEqual(expect.arrayContaining(['date', 'retry-after', 'x-request-id']));
    expect(headers.has('access-control-allow-credentials')).toBe(false);
  });

  it.each([
    'https://other.example',
    'null',
    'https://shop.example.evil.example',
    'https://evilshop.example',
    'https://sub.shop.example',
    'https://Shop.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://shop.example/',
    '*',
    '',
  ])('are refused from %j, and nothing is done', async (origin) => {
    const { status, error, headers } = await guest(origin);

    expect([status, error]).toEqual([403, 'origin_not_allowed']);
    expect(headers.has('access-control-allow-origin')).toBe(false);
    expect(headers.get('vary')).toBe('Origin');
    expect((await preflight('/auth/guest', { origin })).status).toBe(403);
  });

  it('are refused when they only look like our own, by a name that somebody points here', async () => {
    const answer = await platform.fetch(`${platform.origin}/consumer/api/auth/guest`, {
      method: 'POST',
      headers: { 'x-publishable-key': pk, origin: 'http://evil.example', host: 'evil.example' },
    });

    expect(answer.status).toBe(403);
  });

  it('are refused by default', async () => {
    platform = createMockPlatform();

    expect((await guest(shop)).status).toBe(403);
    expect((await preflight('/auth/guest')).status).toBe(403);
  });

  it('D7: are refused with the key of an organization that does not list them', async () => {
    const { error, headers } = await guest(shop, 'pk_test_borealis_mock');

    expect(error).toBe('origin_not_allowed');
    expect(headers.has('access-control-allow-origin')).toBe(false);
  });

  it('may read why they were refused, once their origin is good', async () => {
    const { error, headers } = await guest(shop, 'pk_test_unknown_key');

    expect(error).toBe('key_invalid');
    expect(headers.get('access-control-allow-origin')).toBe(shop);
  });

  it('may read that there is nothing at an address', async () => {
    const answer = await platform.fetch(`${platform.origin}/consumer/api/nothing`, {
      headers: { origin: shop },
    });

    expect(answer.status).toBe(404);
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop);
  });

  it('get a preflight with exactly what the call needs', async () => {
    const answer = await preflight('/queues/queue_aurora/enter');

    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop);
    expect(answer.headers.get('access-control-allow-methods')).toBe('POST');
    expect(answer.headers.get('access-control-allow-headers')?.split(', ').sort()).toEqual([
      'authorization',
      'content-type',
      'dpop',
      'x-fanfare-api-version',
      'x-fingerprint',
      'x-publishable-key',
    ]);
    expect(answer.headers.get('vary')).toBe('Origin');
  });

  it('may send proofs of possession, and read the nonce for the next, only where tokens can be bound', () => {
    const allowed = (profile: 'full' | 'hosted') =>
      preflightHeaders(operationOf('consumers.me'), { profile, faultHeader: false })[
        'access-control-allow-headers'
      ]?.split(', ');

    expect(allowed('full')).toContain('dpop');
    expect(allowed('hosted')).not.toContain('dpop');
    expect(allowed('hosted')).not.toContain('x-fanfare-api-version');
    expect(exposedHeaders).toEqual(expect.arrayContaining(['dpop-nonce', 'www-authenticate']));
  });

  it('may send an idempotency key only where it counts', () => {
    const keyed = { ...operationOf('queues.enter'), retry: 'header' } as const;
    const allowed = (operation: Operation, profile: 'full' | 'hosted', faultHeader = false) =>
      preflightHeaders(operation, { profile, faultHeader })['access-control-allow-headers'];

    expect(allowed(keyed, 'full')).toContain('idempotency-key');
    expect(allowed(keyed, 'hosted')).not.toContain('idempotency-key');
    expect(allowed(operationOf('queues.enter'), 'full')).not.toContain('idempotency-key');
    expect(allowed(operationOf('queues.enter'), 'full')).not.toContain('x-mock-fault');
    expect(allowed(operationOf('queues.enter'), 'full', true)).toContain('x-mock-fault');
  });

  it('A1: may not call what only servers call, whatever they show', async () => {
    const asked = await preflight('/auth/external/authorize');
    const call = { sk: 'sk_test_aurora_mock', signedBy: 'sk_test_aurora_mock', headers: { origin: shop } };
    const { status, error } = await mockApi(platform).call('consumers.get', {
      ...call,
      params: { consumerId: 'cons_1' },
    });

    expect(asked.status).toBe(404);
    expect([status, error]).toEqual([403, 'origin_not_allowed']);
    expect(platform.defects).toEqual([]);
  });

  it('D6: may not act with a token of an organization that does not list them, and read nothing', async () => {
    const { accessToken: token } = await mockApi(platform).guest(platform.world.organizations[1].keys.test);
    const logout = (headers?: Record<string, string>) =>
      mockApi(platform).call('auth.logout', { token, ...(headers && { headers }) });

    const { error, headers } = await logout({ origin: shop });

    expect(error).toBe('origin_not_allowed');
    expect(headers.has('access-control-allow-origin')).toBe(false);
    expect((await logout()).status).toBe(204);
  });

  it('get no preflight for another method or an unknown address', async () => {
    expect((await preflight('/auth/guest', { method: 'DELETE' })).status).toBe(404);
    expect((await preflight('/nothing')).status).toBe(404);
  });

  it('never see a star', async () => {
    const answers = [await preflight('/auth/guest'), (await guest(shop)).headers].map((answer) =>
      answer instanceof Response ? answer.headers : answer,
    );

    for (const headers of answers) expect([...headers.values()]).not.toContain('*');
  });
});

describe('calls that are not from a page of another origin', () => {
  it('need no list: without an Origin, and from the platform itself', async () => {
    platform = createMockPlatform();

    expect((await mockApi(platform).call('auth.guest', { pk })).status).toBe(200);
    expect((await guest(platform.origin)).status).toBe(200);
  });
});

describe('every answer', () => {
  it.each<[string, string, RequestInit]>([
    ['a success', '/consumer/api/auth/guest', { method: 'POST', headers: { 'x-publishable-key': pk } }],
    ['a refusal', '/consumer/api/auth/guest', { method: 'POST' }],
    ['nothing there', '/nothing', {}],
    [
      'a refused origin',
      '/consumer/api/auth/guest',
      { method: 'POST', headers: { origin: 'https://no.example' } },
    ],
    ['the control surface', '/__mock/health', {}],
  ])('carries Date, a request id and the security headers: %s', async (_, path, init) => {
    const { headers } = await platform.fetch(platform.origin + path, init);

    expect(headers.get('x-request-id')).toMatch(/^req_/);
    expect(Date.parse(headers.get('date') ?? '')).toBe(Math.floor(platform.clock.now() / 1000) * 1000);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
