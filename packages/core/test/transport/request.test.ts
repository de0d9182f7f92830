import { describe, expect, test } from 'vitest';
import { limits } from '@fanfare/contract';
import { resolveServiceUrls } from '../../src/options/resolve-service-urls.js';
import { createTransport } from '../../src/transport/create-transport.js';
import { failureOf } from '../support/failure.js';
import { readRoute, writeRoute } from '../support/routes.js';
import { json, startServer } from '../support/test-server.js';
import { createTestTransport } from '../support/test-transport.js';
import { canaryBody } from '../support/canaries.js';
import { printed } from '../support/printed.js';

const params = { thingId: 'thing_1' };

test('sends method, path, headers and body, and returns the answer', async () => {
  const server = await startServer((response) =>
    json(response, 201, { id: 'x' }, { 'x-request-id': 'req_1' }),
  );
  const { transport, clock } = createTestTransport(server.url);

  const answer = await transport.send({
    route: writeRoute('never'),
    body: { a: 'ü' },
    headers: { 'X-Extra': '1' },
  });

  expect(answer).toMatchObject({ status: 201, data: { id: 'x' }, requestId: 'req_1', attempts: 1 });
  expect(answer.headers.get('x-request-id')).toBe('req_1');
  expect(server.requests[0]).toMatchObject({
    method: 'POST',
    url: '/consumer/api/things',
    body: '{"a":"ü"}',
  });
  expect(server.requests[0]?.headers).toMatchObject({
    accept: 'application/json',
    'content-type': 'application/json',
    'x-extra': '1',
  });
  expect(clock.pending).toBe(0);
});

test('sends no content type without a body', async () => {
  const server = await startServer((response) => json(response, 200, null));
  const { transport } = createTestTransport(server.url);

  expect((await transport.send({ route: readRoute, params })).data).toBeNull();
  expect(server.requests[0]?.headers).not.toHaveProperty('content-type');
});

test.each(['PUT', 'PATCH', 'DELETE'] as const)('sends %s as such', async (method) => {
  const server = await startServer((response) => response.writeHead(204).end());
  const { transport } = createTestTransport(server.url);

  const answer = await transport.send({ route: { ...writeRoute('idempotent'), method } });

  expect(answer).toMatchObject({ status: 204, data: undefined });
  expect(server.requests[0]?.method).toBe(method);
});

describe('a body is refused before sending', () => {
  const cycle: Record<string, unknown> = { note: canaryBody };
  cycle['self'] = cycle;
  test.each<[string, unknown, string]>([
    ['a cycle', cycle, 'has an object as its body, which cannot be written as JSON'],
    ['a BigInt', 1n, 'has a bigint as its body'],
    ['a function', () => 1, 'has a function as its body'],
    [
      'F2: one byte too many',
      'x'.repeat(limits.requestBytes - 1),
      `a body of ${limits.requestBytes + 1} bytes`,
    ],
  ])('%s', async (_, body, reason) => {
    const server = await startServer((response) => json(response, 200, {}));
    const { transport } = createTestTransport(server.url);

    const error = await failureOf(transport.send({ route: writeRoute('never'), body }));

    expect(error.code).toBe('invalid_request');
    expect(error.message).toContain(reason);
    expect(printed(error).includes(canaryBody)).toBe(false);
    expect(server.requests).toHaveLength(0);
  });

  test('with a GET, which has none', async () => {
    const { transport } = createTestTransport('http://localhost:1');
    const error = await failureOf(transport.send({ route: readRoute, params, body: {} }));
    expect(error.message).toBe('test.read was not sent: it has a body, and a GET takes none.');
  });
});

test('F2: sends a body of exactly the largest size', async () => {
  const server = await startServer((response) => json(response, 200, {}));
  const { transport } = createTestTransport(server.url);

  await transport.send({ route: writeRoute('never'), body: 'x'.repeat(limits.requestBytes - 2) });

  expect(server.requests[0]?.body).toHaveLength(limits.requestBytes);
});

test.each([
  [
    'a line break in a value',
    { authorization: `Bearer ${canaryBody}\r\nx: 1` },
    'a value for "authorization"',
  ],
  ['a letter that no header takes', { 'x-name': `€${canaryBody}` }, 'a value for "x-name"'],
  ['a value that is no text', { 'x-name': undefined as unknown as string }, 'a value for "x-name"'],
  ['a line break in a name', { [`x\r\n${canaryBody}`]: '1' }, 'characters that no name may have'],
  ['an empty name', { '': '1' }, 'characters that no name may have'],
])('F3: refuses %s without quoting it', async (_, headers, reason) => {
  const server = await startServer((response) => json(response, 200, {}));
  const { transport } = createTestTransport(server.url, { prepare: () => ({}) });

  const error = await failureOf(transport.send({ route: readRoute, params, headers }));

  expect(error.message).toContain(reason);
  expect(printed(error).includes(canaryBody)).toBe(false);
  expect(server.requests).toHaveLength(0);
});

test.each([
  [{ timeoutMs: 0 }, 'timeoutMs must be a number above 0, not 0.'],
  [{ timeoutMs: Number.NaN }, 'timeoutMs must be a number above 0, not NaN.'],
  [{ totalTimeoutMs: -1 }, 'totalTimeoutMs must be a number above 0, not -1.'],
  [{ totalTimeoutMs: '5' as unknown as number }, 'totalTimeoutMs must be a number above 0, not a string.'],
  [{ maxRetries: 1.5 }, 'maxRetries must be a whole number from 0 to 10, not 1.5.'],
  [{ maxRetries: Infinity }, 'maxRetries must be a whole number from 0 to 10, not Infinity.'],
  [{ maxRetries: 11 }, 'maxRetries must be a whole number from 0 to 10, not 11.'],
])('refuses %o, of a transport and of a call', async (limitsGiven, reason) => {
  expect(() => createTestTransport('http://localhost:1', limitsGiven)).toThrow(reason);

  const { transport } = createTestTransport('http://localhost:1');
  const error = await failureOf(transport.send({ route: readRoute, params, ...limitsGiven }));
  expect(error).toMatchObject({ name: 'OptionsError', code: 'invalid_options', message: reason });
});

test('E2: refuses an address without https, also one that nobody resolved', () => {
  const urls = { ...resolveServiceUrls({}), beacon: 'http://shop.example' };
  const build = (): unknown => createTransport({ urls, idempotencyHeader: true });
  expect(build).toThrow('urls.beacon must start with https://');
});

test('refuses an unknown option, and a size that is none', () => {
  const misspelt = { timeoutMS: 5 } as object;
  expect(() => createTestTransport('http://localhost:1', misspelt)).toThrow('Did you mean "timeoutMs"?');
  expect(() => createTestTransport('http://localhost:1', { maxResponseBytes: 0 })).toThrow(
    'maxResponseBytes',
  );
});
