import { limits } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { handlers } from '../src/router/handlers.js';
import { guardedHeaders } from './support/guarded-headers.js';
import { mockApi } from './support/mock-api.js';

const pk = 'pk_test_aurora_mock';
let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', allowedOrigins: ['https://shop.example'] });
});

const at = (path: string, init: RequestInit = {}): Promise<Response> =>
  platform.fetch(platform.origin + path, {
    ...init,
    headers: { 'x-publishable-key': pk, 'content-type': 'application/json', ...init.headers },
  });
const post = (path: string, body: BodyInit): Promise<Response> => at(path, { method: 'POST', body });
const verify = (body: BodyInit): Promise<Response> => post('/consumer/api/auth/otp/verify', body);

describe('G3, G4, G5: every answer carries the security headers', () => {
  const origin = 'https://shop.example';
  const asked = { origin, 'access-control-request-method': 'POST' };

  it.each<[string, number, () => Promise<Response>]>([
    ['a success', 200, () => post('/consumer/api/auth/guest', '{}')],
    ['a refusal', 400, () => verify('{')],
    ['an unknown address', 404, () => at('/nothing')],
    ['another method', 404, () => at('/consumer/api/auth/guest', { method: 'DELETE' })],
    ['a preflight', 204, () => at('/consumer/api/auth/guest', { method: 'OPTIONS', headers: asked })],
    ['a refused origin', 403, () => at('/consumer/api/queues/queue_aurora', { headers: { origin: 'null' } })],
    ['too large a body', 413, () => verify(' '.repeat(limits.requestBytes + 1))],
    ['too large a head', 431, () => at(`/${'x'.repeat(limits.urlBytes)}`)],
    ['the description of the wire', 200, () => at('/admin/api/openapi.json')],
    ['the control surface', 200, () => at('/__mock/health')],
    ['a page', 404, () => at('/__mock/pay/order_none')],
  ])('%s', async (_, status, call) => {
    const answer = await call();

    expect(answer.status).toBe(status);
    expect(guardedHeaders.filter((name) => !answer.headers.has(name))).toEqual([]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(answer.headers.get('vary')).toBe('Origin');
    expect(answer.headers.has('x-powered-by')).toBe(false);
  });
});

describe('F10: a failure of our own', () => {
  const told = 'the database at 10.0.0.5 refused';

  function deep(): never {
    return deep();
  }
  it.each<[string, () => unknown]>([
    ['an error', () => Promise.reject(new Error(told))],
    [
      'an error that looks like a refusal',
      () => Promise.reject(Object.assign(new Error(told), { status: 418 })),
    ],
    ['a text', () => Promise.reject(told as unknown as Error)],
    ['nothing', () => Promise.reject(undefined as unknown as Error)],
    ['an object without a prototype', () => Promise.reject(Object.create(null) as Error)],
    ['a stack that is full', () => deep()],
    ['an answer that is no JSON', () => ({ amount: 1n })],
    ['an answer in a circle', () => ((loop) => Object.assign(loop, { loop }))({})],
  ])('is a plain 500 and a line for us: %s', async (_, run) => {
    vi.spyOn(handlers, 'queues.get').mockImplementation(run as never);

    const answer = await at('/consumer/api/queues/queue_aurora');
    const text = await answer.text();

    expect(answer.status).toBe(500);
    expect(JSON.parse(text)).toEqual({
      error: 'internal_error',
      message: expect.stringMatching(/^Something went wrong/) as string,
      requestId: answer.headers.get('x-request-id'),
    });
    expect(text).not.toMatch(/10\.0\.0\.5|\bat .*\.[jt]s|node_modules/);
    expect(platform.defects).toHaveLength(1);
  });
});

describe('F10: a body that is not what it should be', () => {
  const valid = '{"email":"ada@example.com","code":"123456"}';
  const deepArray = '['.repeat(100_000) + ']'.repeat(100_000);

  it.each<[string, BodyInit]>([
    ['nothing', ''],
    ['half of it', valid.slice(0, -1)],
    ['two of them', valid + valid],
    ['a byte order mark before it', `\uFEFF${valid}`],
    ['bytes that are no text', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ['another encoding', new Uint8Array(Buffer.from(valid, 'utf16le'))],
    ['NUL', '\0'],
    ['null', 'null'],
    ['a number', '1e999'],
    ['a list', `[${valid}]`],
    ['a list that is very deep', deepArray],
    ['an object that is very deep', `{"a":`.repeat(50_000) + '1' + '}'.repeat(50_000)],
    ['brackets that nobody closes', '['.repeat(limits.requestBytes)],
    ['a text that nobody closes', `{"email":"${'\\'.repeat(1001)}`],
    ['a prototype', `{"__proto__":${valid}}`],
    ['a prototype besides', `{"__proto__":{"email":"eve@example.com"},${valid.slice(1)}`],
    ['a constructor', `{"constructor":{"prototype":{"polluted":1}},${valid.slice(1)}`],
    ['a key twice, the second one wrong', `${valid.slice(0, -1)},"code":[]}`],
  ])('is refused, and nothing breaks: %s', async (_, body) => {
    const answer = await verify(body);
    const text = await answer.text();

    expect(answer.status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ error: 'validation_error' });
    expect(text).not.toMatch(/\bat .*\.[jt]s|SyntaxError|RangeError|node_modules/);
    expect(platform.defects).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  const levels = (count: number): string => `${'{"a":'.repeat(count)}1${'}'.repeat(count)}`;
  const authorize = (claims: string) =>
    mockApi(platform).call('auth.authorizeExternal', {
      signedBy: 'sk_test_aurora_mock',
      rawBody: `{"provider":"p","issuer":"i","subject":"s","claims":${claims}}`,
    });

  it('F2: may be nested as deep as the limit, and no deeper', async () => {
    expect((await authorize(levels(limits.jsonDepth - 1))).status).toBe(200);
    expect((await authorize(levels(limits.jsonDepth))).error).toBe('validation_error');
    expect((await authorize(`{"text":"${'['.repeat(500)}\\"${'{'.repeat(500)}"}`)).status).toBe(200);
  });

  it('keeps keys of prototypes out of what is stored', async () => {
    const { status } = await authorize(
      '{"__proto__":{"admin":true},"constructor":1,"email":"a@example.com"}',
    );

    expect(status).toBe(200);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(platform.defects).toEqual([]);
  });
});

describe('F10: an address that is not what it should be', () => {
  it.each([
    '/consumer/api/queues/%E0%A4%A',
    '/consumer/api/queues/%00',
    '/consumer/api/queues/%2e%2e%2fqueue_aurora',
    '/consumer/api/queues/__proto__',
    '/consumer/api/queues/queue_aurora/../../../admin',
    '/consumer/api/queues/queue_aurora%0d%0aset-cookie:%20a=b',
    '/consumer/api/experiences/archived-status?ids=%E0%A4%A&__proto__=1',
    '//evil.example/consumer/api/queues/queue_aurora',
    '/consumer/api/constructor',
    '/__proto__',
  ])('is refused, and nothing breaks: %s', async (path) => {
    const answer = await at(path);

    expect([400, 401, 404]).toContain(answer.status);
    expect(await answer.text()).not.toMatch(/\bat .*\.[jt]s|URIError|node_modules/);
    expect(answer.headers.has('set-cookie')).toBe(false);
    expect(platform.defects).toEqual([]);
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])(
    'is nothing for another method, since no 405 is documented: %s',
    async (method) => {
      const answer = await at('/consumer/api/auth/guest', { method });

      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ error: 'not_found' });
    },
  );

  it('answers HEAD like GET, without the body', async () => {
    const answer = await at('/consumer/api/queues/queue_aurora', { method: 'HEAD' });

    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
  });
});

describe('F2: the head of a request', () => {
  const urlOf = (bytes: number): string => `/${'x'.repeat(bytes - 1)}`;
  /** A header that makes the whole block so large. */
  async function withHeaders(bytes: number): Promise<Response> {
    const headers = new Headers({ 'x-pad': '' });
    const size = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
    headers.set('x-pad', 'x'.repeat(bytes - size));
    return platform.fetch(`${platform.origin}/nothing`, { headers });
  }

  it('may have an address as long as the limit, and not a byte longer', async () => {
    const [at8k, above] = [await at(urlOf(limits.urlBytes)), await at(urlOf(limits.urlBytes + 1))];

    expect([at8k.status, above.status]).toEqual([404, 431]);
    expect(await above.json()).toMatchObject({ error: 'headers_too_large' });
  });

  it('may have headers as large as the limit, and not a byte larger', async () => {
    const [within, above] = [
      await withHeaders(limits.headerBytes),
      await withHeaders(limits.headerBytes + 1),
    ];

    expect([within.status, above.status]).toEqual([404, 431]);
  });
});

describe('F2: bodies of the control surface', () => {
  it('are cut at the limit while they arrive, too', async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const init = { method: 'PATCH', body: endless, duplex: 'half' } as RequestInit;

    expect((await at('/__mock/settings', init)).status).toBe(413);
    expect(pulled).toBeLessThan(2 * limits.requestBytes);
  });
});
