import { describe, expect, test, vi } from 'vitest';
import { sessionEnds } from '@fanfare/contract';
import { lazyRefusalReader } from '../../src/errors/lazy-refusal-reader.js';
import * as closely from '../../src/errors/read-closely.js';
import { resolveServiceUrls } from '../../src/options/resolve-service-urls.js';
import { assembleTransport } from '../../src/transport/assemble-transport.js';
import { createPageTransport } from '../../src/transport/page-transport.js';
import { sendWithFetch } from '../../src/transport/send-with-fetch.js';
import { sendWithKy } from '../../src/transport/send-with-ky.js';
import type { Transport } from '../../src/transport/transport.js';
import { createFakeClock, type FakeClock } from '../support/fake-clock.js';
import { failureOf } from '../support/failure.js';
import { createGate } from '../support/gate.js';
import { readRoute, writeRoute } from '../support/routes.js';
import { json, startServer, type SeenRequest, type TestServer } from '../support/test-server.js';
import { waits } from '../support/test-transport.js';

type Load = Parameters<typeof lazyRefusalReader>[0]['load'];

const params = { thingId: 'thing_1' };
const revoked = { error: 'session_revoked', message: 'Signed out elsewhere.' };

/** A transport of a page whose chunk comes as `load` says. */
function inPage(
  server: TestServer,
  load: Load,
): { readonly transport: Transport; readonly clock: FakeClock } {
  const clock = createFakeClock();
  const options = {
    urls: resolveServiceUrls({ baseUrl: server.url }),
    idempotencyHeader: true,
    clock,
    random: () => 0.5,
  };
  const parts = {
    sendOnce: sendWithFetch,
    refusals: lazyRefusalReader({ clock, load }),
    readDate: Date.parse,
  };
  return { transport: assembleTransport(options, parts), clock };
}

const gone: Load = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

describe('one request by fetch is the same as one by ky', () => {
  const headers = { accept: 'application/json', 'x-extra': '1', authorization: 'Bearer t' };
  test.each([
    ['a read', 'GET', undefined],
    ['a write', 'POST', new TextEncoder().encode('{"a":"ü"}')],
    ['a removal', 'DELETE', undefined],
  ])('%s', async (_, method, body) => {
    const server = await startServer((response) =>
      response.writeHead(307, { location: '/elsewhere' }).end('x'),
    );
    const { signal } = new AbortController();
    const request = { method, body, headers, credentials: undefined, fetch, signal };

    const answers = [];
    for (const send of [sendWithKy, sendWithFetch])
      answers.push(await send(new URL(`${server.url}/a?b=c`), request));

    const [byKy, byFetch] = server.requests.map(withoutConnection);
    expect(byFetch).toEqual(byKy);
    expect(answers.map(({ status }) => status)).toEqual([307, 307]);
    expect(server.requests).toHaveLength(2);
  });

  test.each(['omit', 'include'] as const)('B15: cookies: %s', async (credentials) => {
    const seen: unknown[] = [];
    const watched: typeof fetch = (input, init) => {
      seen.push(new Request(input, init).credentials);
      return Promise.resolve(new Response());
    };
    const { signal } = new AbortController();
    const request = { method: 'GET', body: undefined, headers: {}, credentials, fetch: watched, signal };

    for (const send of [sendWithKy, sendWithFetch]) await send(new URL('http://localhost:1/'), request);

    expect(seen).toEqual([credentials, credentials]);
  });
});

describe('what reads refusals comes behind the first answer', () => {
  test('once, whatever is answered later', async () => {
    const server = await startServer((response) => json(response, 200, {}));
    const load = vi.fn<Load>(async () => closely);
    const { transport } = inPage(server, load);
    expect(load).not.toHaveBeenCalled();

    await transport.send({ route: readRoute, params });
    await transport.send({ route: readRoute, params });

    expect(load).toHaveBeenCalledTimes(1);
  });

  test('and a refusal as the first answer waits for it', async () => {
    const server = await startServer((response) => json(response, 401, revoked));
    const chunk = createGate<typeof closely>();
    const { transport, clock } = inPage(server, () => chunk.promise);

    const failed = failureOf(transport.send({ route: readRoute, params }));
    await clock.untilTimer(3_000);
    chunk.open(closely);

    expect(await failed).toMatchObject({ name: 'AuthenticationError', status: 401, code: 'session_revoked' });
    expect(clock.pending).toBe(0);
  });

  test('the transport of a page loads it by itself', async () => {
    const server = await startServer((response) => json(response, 429, { error: 'Queue is full' }));
    const urls = resolveServiceUrls({ baseUrl: server.url });
    const transport = createPageTransport({ urls, idempotencyHeader: true, maxRetries: 0 });

    const error = await failureOf(transport.send({ route: readRoute, params }));

    expect(error).toMatchObject({ name: 'RateLimitError', code: 'queue_full', status: 429 });
  });
});

describe('B12: where it cannot be loaded, a refusal costs nobody a session', () => {
  test.each(sessionEnds.map(({ status, code }) => ({ status, code })))(
    '$status $code is no end then',
    async ({ status, code }) => {
      const server = await startServer((response) => json(response, status, { error: code }));
      const { transport } = inPage(server, gone);

      const error = await failureOf(transport.send({ route: writeRoute('never'), body: {} }));

      expect(error).toMatchObject({ name: 'AuthenticationError', status, code: 'unauthorized' });
      expect(sessionEnds.map((end) => end.code)).not.toContain(error.code);
    },
  );

  test.each([
    [400, 'RequestError', 'validation_error', false],
    [403, 'PermissionError', 'forbidden', false],
    [404, 'NotFoundError', 'not_found', false],
    [409, 'ConflictError', 'conflict', false],
    [418, 'RequestError', 'invalid_request', false],
    [500, 'ServerError', 'internal_error', true],
    [503, 'ServerError', 'service_unavailable', true],
  ])('%i is a %s, %s', async (status, name, code, retryable) => {
    const server = await startServer((response) =>
      json(response, status, revoked, { 'x-request-id': 'req_1' }),
    );
    const { transport } = inPage(server, gone);

    const error = await failureOf(transport.send({ route: writeRoute('never'), body: {} }));

    expect(error).toMatchObject({ name, status, code, retryable, requestId: 'req_1', attempts: 1 });
    expect(error.message).not.toContain('Signed out');
  });

  test('a call is repeated all the same, after the wait that the platform names', async () => {
    const server = await startServer((response, _, n) =>
      n === 1 ? json(response, 503, {}, { 'retry-after': '7' }) : json(response, 200, { ok: true }),
    );
    const { transport, clock } = inPage(server, gone);

    const call = transport.send({ route: readRoute, params });
    await clock.untilTimer(7_000);
    clock.advance(7_000);

    expect(await call).toMatchObject({ data: { ok: true }, attempts: 2 });
    expect(clock.pending).toBe(0);
  });

  test('the next refusal asks for it again', async () => {
    const server = await startServer((response) => json(response, 401, revoked));
    const load = vi.fn<Load>().mockImplementationOnce(gone).mockResolvedValue(closely);
    const { transport } = inPage(server, load);

    const first = await failureOf(transport.send({ route: writeRoute('never'), body: {} }));
    const second = await failureOf(transport.send({ route: writeRoute('never'), body: {} }));

    expect([first.code, second.code]).toEqual(['unauthorized', 'session_revoked']);
  });

  test('it is waited for no longer than 3 s, and the back-off follows', async () => {
    const server = await startServer((response, _, n) => json(response, n === 1 ? 503 : 200, {}));
    const { transport, clock } = inPage(server, () => new Promise(() => undefined));

    const call = transport.send({ route: readRoute, params });
    await clock.untilTimer(3_000);
    clock.advance(3_000);
    await clock.untilTimer(waits.first);
    clock.advance(waits.first);

    expect((await call).attempts).toBe(2);
    expect(clock.pending).toBe(0);
  });

  test('nor beyond the end of the call', async () => {
    const server = await startServer((response) => json(response, 503, {}));
    const { transport, clock } = inPage(server, () => new Promise(() => undefined));
    const caller = new AbortController();

    const failed = failureOf(transport.send({ route: readRoute, params, signal: caller.signal }));
    await clock.untilTimer(3_000);
    caller.abort();

    expect(await failed).toMatchObject({ name: 'AbortedError', code: 'aborted' });
    expect(clock.pending).toBe(0);
  });
});

/** Leaves out what describes the connection and the client, not the request. */
function withoutConnection({ method, url, body, headers }: SeenRequest): unknown {
  const { connection: _, 'user-agent': __, ...rest } = headers;
  return { method, url, body, headers: rest };
}
