import { describe, expect, test } from 'vitest';
import type { SeenRequest } from '../support/test-server.js';
import { failureOf } from '../support/failure.js';
import { readRoute, writeRoute } from '../support/routes.js';
import { json, startServer } from '../support/test-server.js';
import { createTestTransport, waits } from '../support/test-transport.js';

const keyOf = (request: SeenRequest | undefined): unknown => request?.headers['idempotency-key'];

describe('F8: Idempotency-Key', () => {
  test('is one per logical call, the same over its attempts, with the same bytes', async () => {
    const server = await startServer((response, _, n) => json(response, n === 1 ? 502 : 200, {}));
    const { transport, clock } = createTestTransport(server.url);
    const body = { amount: 1 };

    const first = transport.send({ route: writeRoute('header'), body });
    await clock.untilTimer(waits.first);
    body.amount = 2; // what the caller does to its object meanwhile changes nothing
    clock.advance(waits.first);
    await first;
    await transport.send({ route: writeRoute('header'), body });

    const keys = server.requests.map(keyOf);
    expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
    expect(server.requests.map((request) => request.body)).toEqual([
      '{"amount":1}',
      '{"amount":1}',
      '{"amount":2}',
    ]);
  });

  test('is the one that the caller gives, or that the transport is told to make', async () => {
    const server = await startServer((response) => json(response, 200, {}));
    const { transport } = createTestTransport(server.url, { newIdempotencyKey: () => 'made' });

    await transport.send({ route: writeRoute('header'), idempotencyKey: 'given' });
    await transport.send({ route: writeRoute('header') });

    expect(server.requests.map(keyOf)).toEqual(['given', 'made']);
  });

  test.each([
    ['a header row, honoured', 'header', true, 'header-rows', true],
    ['a header row, not honoured', 'header', false, 'header-rows', false],
    ['another row, honoured', 'idempotent', true, 'header-rows', false],
    ['a row that is never repeated', 'never', true, 'header-rows', false],
    ['any unsafe call, where a signature needs it', 'never', true, 'unsafe', true],
    ['any unsafe call, honoured or not', 'header', false, 'unsafe', true],
  ] as const)('on %s', async (_, retry, idempotencyHeader, idempotencyKeyOn, sent) => {
    const server = await startServer((response) => json(response, 200, {}));
    const { transport } = createTestTransport(server.url, { idempotencyHeader, idempotencyKeyOn });

    await transport.send({ route: writeRoute(retry), body: {} });

    expect(typeof keyOf(server.requests[0])).toBe(sent ? 'string' : 'undefined');
  });

  test('never on a GET', async () => {
    const server = await startServer((response) => json(response, 200, {}));
    const { transport } = createTestTransport(server.url, { idempotencyKeyOn: 'unsafe' });

    await transport.send({ route: readRoute, params: { thingId: 'a' } });

    expect(keyOf(server.requests[0])).toBeUndefined();
  });

  test('sent is not honoured: such a call is not repeated', async () => {
    const server = await startServer((response) => json(response, 503, {}));
    const options = { idempotencyHeader: false, idempotencyKeyOn: 'unsafe' } as const;
    const { transport } = createTestTransport(server.url, options);

    expect((await failureOf(transport.send({ route: writeRoute('header') }))).attempts).toBe(1);
  });

  test('given where it would not travel is refused, not dropped', async () => {
    const server = await startServer((response) => json(response, 200, {}));
    const { transport } = createTestTransport(server.url);

    const error = await failureOf(transport.send({ route: writeRoute('never'), idempotencyKey: 'k' }));

    expect(error).toMatchObject({ code: 'invalid_options' });
    expect(server.requests).toHaveLength(0);
  });
});
