import type { ServerResponse } from 'node:http';
import type { Retry } from '@fanfare/contract';
import { describe, expect, test } from 'vitest';
import type { AttemptEvent } from '../../src/transport/attempt-event.js';
import { failureOf } from '../support/failure.js';
import { readRoute, writeRoute } from '../support/routes.js';
import { json, startServer } from '../support/test-server.js';
import { createTestTransport, waits } from '../support/test-transport.js';

const params = { thingId: 'thing_1' };
const ok = (response: ServerResponse): void => json(response, 200, { ok: true });

describe('F5: what is repeated', () => {
  test.each([408, 425, 429, 500, 502, 503, 504])('a safe call after %i', async (status) => {
    const server = await startServer((response, _, n) =>
      n === 1 ? json(response, status, {}) : ok(response),
    );
    const { transport, clock } = createTestTransport(server.url);

    const call = transport.send({ route: readRoute, params });
    await clock.untilTimer(waits.first);
    expect(server.requests).toHaveLength(1);
    clock.advance(waits.first);

    expect(await call).toMatchObject({ data: { ok: true }, attempts: 2 });
    expect(clock.pending).toBe(0);
  });

  test('a call that the platform has in flight', async () => {
    const inFlight = { error: 'request_in_flight' };
    const server = await startServer((response, _, n) =>
      n === 1 ? json(response, 409, inFlight, { 'retry-after': '3' }) : ok(response),
    );
    const { transport, clock } = createTestTransport(server.url);

    const call = transport.send({ route: writeRoute('header'), body: {} });
    await clock.untilTimer(3_000);
    clock.advance(3_000);

    expect((await call).attempts).toBe(2);
  });

  test('a call whose connection broke before the answer', async () => {
    const server = await startServer((response, _, n) => void (n === 1 ? response.destroy() : ok(response)));
    const { transport, clock } = createTestTransport(server.url);

    const call = transport.send({ route: readRoute, params });
    await clock.untilTimer(waits.first);
    clock.advance(waits.first);

    expect((await call).attempts).toBe(2);
  });

  test.each<[Retry, boolean, boolean]>([
    ['safe', false, true],
    ['idempotent', false, true],
    ['body', false, true],
    ['header', true, true],
    ['header', false, false],
    ['never', true, false],
    ['never', false, false],
  ])(
    'a POST whose row says %s, with the header honoured: %s – repeated: %s',
    async (retry, honoured, repeated) => {
      const server = await startServer((response, _, n) =>
        n === 1 ? json(response, 503, {}) : ok(response),
      );
      const { transport, clock } = createTestTransport(server.url, { idempotencyHeader: honoured });

      const call = transport.send({ route: writeRoute(retry), body: {} });
      if (repeated) {
        await clock.untilTimer(waits.first);
        clock.advance(waits.first);
        expect((await call).attempts).toBe(2);
      } else {
        expect(await failureOf(call)).toMatchObject({ status: 503, attempts: 1 });
      }

      expect(server.requests).toHaveLength(repeated ? 2 : 1);
      expect(clock.pending).toBe(0);
    },
  );
});

describe('F5: what is not repeated', () => {
  test.each([
    [400, 'validation_error'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [409, 'conflict'],
    [413, 'payload_too_large'],
    [422, 'idempotency_key_mismatch'],
    [423, 'not_open'],
    [423, 'request_in_flight'],
    [501, 'internal_error'],
  ])('a safe call after %i %s', async (status, code) => {
    const server = await startServer((response) =>
      json(response, status, { error: code }, { 'retry-after': '1' }),
    );
    const { transport, clock } = createTestTransport(server.url);

    const error = await failureOf(transport.send({ route: readRoute, params }));

    expect(error).toMatchObject({ status, code, attempts: 1 });
    expect(server.requests).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  test('a call whose answer is complete and senseless', async () => {
    const server = await startServer((response) => response.writeHead(200).end('x'));
    const { transport } = createTestTransport(server.url);

    expect(await failureOf(transport.send({ route: readRoute, params }))).toMatchObject({
      code: 'invalid_response',
      attempts: 1,
    });
  });
});

test('gives up after the retries it was allowed, with the last reason and the number of attempts', async () => {
  const events: AttemptEvent[] = [];
  const server = await startServer((response, _, n) => json(response, 503, { message: `No ${n}.` }));
  const { transport, clock } = createTestTransport(server.url, { onAttempt: (event) => events.push(event) });

  const call = failureOf(transport.send({ route: readRoute, params }));
  await clock.untilTimer(waits.first);
  clock.advance(waits.first);
  await clock.untilTimer(waits.second);
  clock.advance(waits.second);
  const error = await call;

  expect(error).toMatchObject({ name: 'ServerError', status: 503, attempts: 3, retryable: true });
  expect(error.message).toBe('test.read was refused with 503 service_unavailable: No 3.');
  expect(events.map((event) => event.retryInMs)).toEqual([waits.first, waits.second, undefined]);
  expect(clock.pending).toBe(0);
});

test.each([
  ['of the transport', { maxRetries: 0 }, {}],
  ['of the call, which wins', { maxRetries: 5 }, { maxRetries: 0 }],
])('sends once where maxRetries %s is 0', async (_, options, call) => {
  const server = await startServer((response) => json(response, 503, {}));
  const { transport } = createTestTransport(server.url, options);

  expect((await failureOf(transport.send({ route: readRoute, params, ...call }))).attempts).toBe(1);
});

test('draws the wait anew for every attempt', async () => {
  const draws = [0.25, 0.75];
  const server = await startServer((response, _, n) => (n < 3 ? json(response, 500, {}) : ok(response)));
  const { transport, clock } = createTestTransport(server.url, { random: () => draws.shift() ?? 0 });

  const call = transport.send({ route: readRoute, params });
  await clock.untilTimer(250);
  clock.advance(250);
  await clock.untilTimer(1_500);
  clock.advance(1_500);

  expect((await call).attempts).toBe(3);
});
