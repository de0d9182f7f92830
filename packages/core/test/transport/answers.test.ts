import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { canaries, canaryBody } from '../support/canaries.js';
import { failureOf } from '../support/failure.js';
import { printed } from '../support/printed.js';
import { readRoute } from '../support/routes.js';
import { startServer } from '../support/test-server.js';
import { createTestTransport } from '../support/test-transport.js';

const call = { route: readRoute, params: { thingId: 'thing_1' }, maxRetries: 0 };
const page = `<html><body>${canaries.jwt}</body></html>`;

function write(
  status: number,
  type: string | undefined,
  body: string | Uint8Array,
): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(status, {
      'x-request-id': 'req_1',
      ...(type !== undefined && { 'content-type': type }),
    });
    response.end(body);
  };
}

const jsonType = 'application/json';

describe('F10: an answer that is not what it should be becomes a typed error with status and request id', () => {
  test.each<[string, (response: ServerResponse) => void, object]>([
    [
      '404 with a page',
      write(404, 'text/html', page),
      { name: 'NotFoundError', code: 'not_found', status: 404 },
    ],
    [
      '502 with a page',
      write(502, 'text/html', page),
      { name: 'ServerError', code: 'service_unavailable', status: 502 },
    ],
    [
      '500 with nothing',
      write(500, undefined, ''),
      { name: 'ServerError', code: 'internal_error', status: 500 },
    ],
    ['401 with broken JSON', write(401, jsonType, '{"error":"sess'), { code: 'unauthorized', status: 401 }],
    [
      '401 with bytes that are no text',
      write(401, jsonType, new Uint8Array([0xff, 0xfe])),
      { code: 'unauthorized' },
    ],
    ...[202, 203, 205, 206, 226, 299].map((status): [string, (response: ServerResponse) => void, object] => [
      `${status}, which the platform never answers`,
      write(status, jsonType, status === 205 ? '' : '{}'),
      { name: 'ResponseError', code: 'invalid_response', status },
    ]),
    [
      '200 with a page',
      write(200, 'text/html', page),
      { name: 'ResponseError', code: 'invalid_response', status: 200 },
    ],
    [
      '200 with nothing',
      write(200, jsonType, ''),
      { name: 'ResponseError', code: 'invalid_response', status: 200 },
    ],
    [
      '200 with broken JSON',
      write(200, jsonType, `{"token":"${canaryBody}`),
      { name: 'ResponseError', code: 'invalid_response' },
    ],
    [
      '200 with bytes that are no text',
      write(200, jsonType, new Uint8Array([0x22, 0xff, 0x22])),
      { code: 'invalid_response' },
    ],
    ['200 without a type', write(200, undefined, '{}'), { code: 'invalid_response', status: 200 }],
    ['200 with another type', write(200, 'text/plain', '{}'), { code: 'invalid_response', status: 200 }],
    [
      '200 with a very deep body',
      write(200, jsonType, '['.repeat(2_000_000)),
      { code: 'invalid_response', status: 200 },
    ],
  ])('%s', async (_, answer, expected) => {
    const server = await startServer(answer);
    const { transport, clock } = createTestTransport(server.url);

    const error = await failureOf(transport.send(call));

    expect(error).toMatchObject({ requestId: 'req_1', attempts: 1, ...expected });
    expect(printed(error).includes(canaryBody)).toBe(false);
    expect(clock.pending).toBe(0);
  });

  test.each([
    ['in the middle of its chunks', {}],
    ['before its length', { 'content-length': '1000' }],
  ])('a body that breaks off %s', async (_, headers) => {
    const server = await startServer((response) => {
      response.writeHead(200, { 'content-type': jsonType, 'x-request-id': 'req_1', ...headers });
      response.write('{"a":', () => response.destroy());
    });
    const { transport } = createTestTransport(server.url);

    expect(await failureOf(transport.send(call))).toMatchObject({
      name: 'NetworkError',
      code: 'network_error',
      status: 200,
      requestId: 'req_1',
      retryable: true,
    });
  });

  test('no answer at all', async () => {
    const server = await startServer((response) => void response.destroy());
    const { transport } = createTestTransport(server.url);

    const error = await failureOf(transport.send(call));

    expect(error).toMatchObject({ name: 'NetworkError', code: 'network_error', retryable: true });
    expect(error).not.toHaveProperty('status');
    expect(error.message).toBe('test.read failed: no answer arrived. Check the connection and the address.');
    expect(printed(error.cause)).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
  });

  test('nobody at the address', async () => {
    const { transport } = createTestTransport('http://127.0.0.1:1');
    expect(await failureOf(transport.send(call))).toMatchObject({
      name: 'NetworkError',
      code: 'network_error',
    });
  });
});

test.each([jsonType, 'application/json; charset=utf-8', 'application/jwk-set+json'])(
  'reads %s',
  async (type) => {
    const server = await startServer(write(200, type, '\ufeff{"a":1}'));
    const { transport } = createTestTransport(server.url);
    expect((await transport.send(call)).data).toEqual({ a: 1 });
  },
);

test('takes 204 for an answer without data', async () => {
  const server = await startServer(write(204, undefined, ''));
  const { transport } = createTestTransport(server.url);
  expect(await transport.send(call)).toMatchObject({ status: 204, data: undefined });
});

test('reads a character that is split between two chunks', async () => {
  const bytes = Buffer.from('{"a":"🛹"}');
  const server = await startServer((response) => {
    response.writeHead(200, { 'content-type': jsonType });
    response.write(bytes.subarray(0, 8));
    setImmediate(() => response.end(bytes.subarray(8)));
  });
  const { transport } = createTestTransport(server.url);
  expect((await transport.send(call)).data).toEqual({ a: '🛹' });
});

describe('F2: the largest answer', () => {
  const text = JSON.stringify('x'.repeat(98));

  test('is read at the limit and refused a byte beyond', async () => {
    const server = await startServer(write(200, jsonType, text));

    const wide = createTestTransport(server.url, { maxResponseBytes: 100 });
    expect((await wide.transport.send(call)).data).toHaveLength(98);

    const narrow = createTestTransport(server.url, { maxResponseBytes: 99 });
    const error = await failureOf(narrow.transport.send(call));
    expect(error).toMatchObject({ code: 'invalid_response', status: 200, requestId: 'req_1' });
    expect(error.message).toBe('test.read failed: the answer is larger than 99 bytes.');
  });

  test('ends an answer that would never end, and hangs up', async () => {
    const server = await startServer((response) => {
      response.writeHead(500, { 'content-type': jsonType });
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    const { transport } = createTestTransport(server.url, { maxResponseBytes: 1_000_000 });

    const error = await failureOf(transport.send({ ...call, maxRetries: 2 }));

    expect(error).toMatchObject({ code: 'invalid_response', status: 500, attempts: 1 });
    await server.hungUp(1);
  });

  test('counts what is unpacked, not what travelled', async () => {
    const { gzipSync } = await import('node:zlib');
    const packed = gzipSync(JSON.stringify('x'.repeat(1_000_000)));
    const server = await startServer((response) => {
      response.writeHead(200, { 'content-type': jsonType, 'content-encoding': 'gzip' });
      response.end(packed);
    });
    const { transport } = createTestTransport(server.url, { maxResponseBytes: 100_000 });

    expect(packed.byteLength).toBeLessThan(10_000);
    expect((await failureOf(transport.send(call))).code).toBe('invalid_response');
  });
});

test('F10: a page of a proxy with the words of a lost session does not end a session', async () => {
  const body = '{"error":"invalid refresh token"}';
  const server = await startServer((response, _, n) =>
    write(401, n === 1 ? 'text/html' : jsonType, body)(response),
  );
  const { transport } = createTestTransport(server.url);

  expect((await failureOf(transport.send(call))).code).toBe('unauthorized');
  expect((await failureOf(transport.send(call))).code).toBe('refresh_token_invalid');
});
