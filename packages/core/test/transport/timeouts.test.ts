import { describe, expect, test } from 'vitest';
import { failureOf } from '../support/failure.js';
import { createGate } from '../support/gate.js';
import { readRoute, writeRoute } from '../support/routes.js';
import { json, startServer, type Answerer } from '../support/test-server.js';
import { watchBody } from '../support/watch-body.js';
import { createTestTransport, waits } from '../support/test-transport.js';

const params = { thingId: 'thing_1' };
const silence: Answerer = () => undefined;

/** Begins an answer and never ends it. */
const endless: Answerer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'req_1' });
  response.write('{"a":');
};

describe('F9: the time of an attempt', () => {
  test('ends a call whose headers never come', async () => {
    const server = await startServer(silence);
    const { transport, clock } = createTestTransport(server.url, { maxRetries: 0 });

    const call = failureOf(transport.send({ route: readRoute, params }));
    await server.received(1);
    clock.advance(10_000);
    const error = await call;

    expect(error).toMatchObject({ name: 'TimeoutError', code: 'timeout', attempts: 1, retryable: true });
    expect(error.message).toBe('test.read failed: no complete answer within 10000 ms.');
    expect(error).not.toHaveProperty('status');
    await server.hungUp(1);
    expect(clock.pending).toBe(0);
  });

  test('ends a call whose body never ends, and keeps what the headers told', async () => {
    const server = await startServer(endless);
    const watched = watchBody();
    const { transport, clock } = createTestTransport(server.url, {
      maxRetries: 0,
      timeoutMs: 700,
      fetch: watched.fetch,
    });

    const call = failureOf(transport.send({ route: readRoute, params }));
    await watched.read;
    clock.advance(700);

    expect(await call).toMatchObject({ name: 'TimeoutError', status: 200, requestId: 'req_1' });
    await server.hungUp(1);
    expect(clock.pending).toBe(0);
  });

  test('ends a call of a fetch that heeds no signal', async () => {
    const deaf: typeof fetch = () => new Promise(() => undefined);
    const { transport, clock } = createTestTransport('http://localhost:1', { maxRetries: 0, fetch: deaf });

    const call = failureOf(transport.send({ route: readRoute, params, timeoutMs: 300 }));
    await clock.untilTimer(300);
    clock.advance(300);

    expect((await call).message).toBe('test.read failed: no complete answer within 300 ms.');
  });

  test('ends a body that heeds no signal, and cancels it', async () => {
    const reading = createGate();
    const cancelled = createGate();
    const source = {
      pull: () => {
        reading.open();
        return new Promise<void>(() => undefined);
      },
      cancel: () => cancelled.open(),
    };
    const body = new ReadableStream(source, { highWaterMark: 0 }); // pulled by its reader alone
    const deaf: typeof fetch = () => Promise.resolve(new Response(body));
    const { transport, clock } = createTestTransport('http://localhost:1', { maxRetries: 0, fetch: deaf });

    const call = failureOf(transport.send({ route: readRoute, params, timeoutMs: 300 }));
    await reading.promise;
    await clock.untilTimer(300);
    clock.advance(300);

    expect(await call).toMatchObject({ code: 'timeout', status: 200 });
    await cancelled.promise;
  });

  test('starts afresh with every attempt', async () => {
    const server = await startServer((response, request, n) =>
      n === 1 ? silence(response, request, n) : json(response, 200, { n }),
    );
    const { transport, clock } = createTestTransport(server.url);

    const call = transport.send({ route: readRoute, params });
    await server.received(1);
    clock.advance(10_000);
    await clock.untilTimer(waits.first);
    clock.advance(waits.first);

    expect(await call).toMatchObject({ data: { n: 2 }, attempts: 2 });
  });

  test('is not a reason to repeat a write that must not be', async () => {
    const server = await startServer(silence);
    const { transport, clock } = createTestTransport(server.url);

    const call = failureOf(transport.send({ route: writeRoute('never'), body: {} }));
    await server.received(1);
    clock.advance(10_000);

    expect(await call).toMatchObject({ code: 'timeout', attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });
});

describe('F9: the time of a call', () => {
  test('covers all attempts and the waits between them', async () => {
    const server = await startServer(silence);
    const { transport, clock } = createTestTransport(server.url, { totalTimeoutMs: 12_000 });

    const call = failureOf(transport.send({ route: readRoute, params }));
    await server.received(1);
    clock.advance(10_000);
    await clock.untilTimer(waits.first);
    clock.advance(waits.first);
    await server.received(2);
    clock.advance(1_500);
    const error = await call;

    expect(error).toMatchObject({ name: 'TimeoutError', code: 'timeout', attempts: 2 });
    expect(error.message).toBe(
      'test.read failed: no complete answer within 12000 ms in total, over 2 attempt(s). The attempt before failed with timeout.',
    );
    expect(clock.pending).toBe(0);
  });

  test('ends an attempt that has more time of its own', async () => {
    const server = await startServer(silence);
    const { transport, clock } = createTestTransport(server.url);

    const call = failureOf(
      transport.send({ route: readRoute, params, totalTimeoutMs: 400, timeoutMs: 9_000 }),
    );
    await server.received(1);
    clock.advance(400);

    expect((await call).message).toContain('within 400 ms in total, over 1 attempt(s).');
    expect(clock.pending).toBe(0);
  });

  test('covers what is prepared, which has no attempt to be timed by', async () => {
    const { transport, clock } = createTestTransport('http://localhost:1', {
      prepare: () => new Promise(() => undefined),
    });

    const call = failureOf(transport.send({ route: readRoute, params }));
    await clock.untilTimer(60_000);
    clock.advance(59_999);
    expect(clock.pending).toBe(1);
    clock.advance(1);

    expect(await call).toMatchObject({ code: 'timeout', attempts: 1 });
  });
});
