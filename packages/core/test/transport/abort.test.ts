import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { SessionError, TimeoutError } from '../../src/errors/error-classes.js';
import type { AttemptEvent } from '../../src/transport/attempt-event.js';
import { canaries, canaryBody } from '../support/canaries.js';
import { failureOf } from '../support/failure.js';
import { createGate } from '../support/gate.js';
import { printed } from '../support/printed.js';
import { readRoute } from '../support/routes.js';
import { json, startServer } from '../support/test-server.js';
import { watchBody } from '../support/watch-body.js';
import { createTestTransport, waits } from '../support/test-transport.js';

const params = { thingId: 'thing_1' };

describe('F5: an abort', () => {
  test('before the call sends nothing', async () => {
    const server = await startServer((response) => json(response, 200, {}));
    const { transport, clock } = createTestTransport(server.url);

    const error = await failureOf(transport.send({ route: readRoute, params, signal: AbortSignal.abort() }));

    expect(error).toMatchObject({ name: 'AbortedError', code: 'aborted', attempts: 0, retryable: false });
    expect(error.message).toBe('test.read was aborted before it was sent.');
    expect(server.requests).toHaveLength(0);
    expect(clock.pending).toBe(0);
  });

  test('while headers are waited for stops at once and hangs up', async () => {
    const server = await startServer(() => undefined);
    const controller = new AbortController();
    const events: AttemptEvent[] = [];
    const { transport, clock } = createTestTransport(server.url, {
      onAttempt: (event) => events.push(event),
    });

    const call = failureOf(transport.send({ route: readRoute, params, signal: controller.signal }));
    await server.received(1);
    controller.abort();
    const error = await call;

    expect(error).toMatchObject({ name: 'AbortedError', code: 'aborted', attempts: 1 });
    expect(error.message).toContain('whether it took effect is unknown');
    expect(events).toEqual([{ operation: 'test.read', attempt: 1, code: 'aborted', durationMs: 0 }]);
    await server.hungUp(1);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test('while the body arrives stops at once and hangs up', async () => {
    const server = await startServer((response) => response.writeHead(200).write('{'));
    const controller = new AbortController();
    const watched = watchBody();
    const { transport } = createTestTransport(server.url, { fetch: watched.fetch });

    const call = failureOf(transport.send({ route: readRoute, params, signal: controller.signal }));

    await watched.read;
    controller.abort();

    expect(await call).toMatchObject({ code: 'aborted', attempts: 1 });
    await server.hungUp(1);
  });

  test('between attempts ends the wait', async () => {
    const server = await startServer((response) => json(response, 503, {}));
    const controller = new AbortController();
    const { transport, clock } = createTestTransport(server.url);

    const call = failureOf(transport.send({ route: readRoute, params, signal: controller.signal }));
    await clock.untilTimer(waits.first);
    controller.abort();

    expect(await call).toMatchObject({ code: 'aborted', attempts: 1 });
    expect(server.requests).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  test('while headers are prepared ends that too, and tells whoever prepares', async () => {
    const controller = new AbortController();
    const seen = createGate<AbortSignal>();
    const { transport } = createTestTransport('http://localhost:1', {
      prepare: ({ signal }) => {
        seen.open(signal);
        return new Promise(() => undefined);
      },
    });

    const call = failureOf(transport.send({ route: readRoute, params, signal: controller.signal }));
    const inner = await seen.promise;
    controller.abort();

    expect((await call).code).toBe('aborted');
    expect(inner.aborted).toBe(true);
  });

  test('stops a fetch that heeds no signal', async () => {
    const controller = new AbortController();
    const called = createGate();
    const deaf: typeof fetch = () => {
      called.open();
      return new Promise(() => undefined);
    };
    const { transport } = createTestTransport('http://localhost:1', { fetch: deaf });

    const call = failureOf(transport.send({ route: readRoute, params, signal: controller.signal }));
    await called.promise;
    controller.abort();

    expect((await call).code).toBe('aborted');
  });

  test('after the answer changes nothing', async () => {
    const server = await startServer((response) => json(response, 200, { ok: true }));
    const controller = new AbortController();
    const { transport } = createTestTransport(server.url);

    const answer = await transport.send({ route: readRoute, params, signal: controller.signal });
    controller.abort();

    expect(answer.data).toEqual({ ok: true });
  });

  test.each([
    new SessionError('Another consumer signed in.', { code: 'session_replaced' }),
    new TimeoutError('The journey gave up.', { code: 'timeout' }),
  ])('with an error of ours as its reason fails the call with that error: %s', async (reason) => {
    const server = await startServer(() => undefined);
    const controller = new AbortController();
    const events: AttemptEvent[] = [];
    const { transport } = createTestTransport(server.url, { onAttempt: (event) => events.push(event) });

    const call = failureOf(transport.send({ route: readRoute, params, signal: controller.signal }));
    await server.received(1);
    controller.abort(reason);

    expect(await call).toBe(reason);
    expect(events).toEqual([{ operation: 'test.read', attempt: 1, code: reason.code, durationMs: 0 }]);
  });

  test.each([
    ['an error', new Error(`because ${canaries.secretKey}`)],
    ['a record', { authorization: canaryBody }],
    ['nothing', undefined],
  ])('with %s as its reason is still an AbortedError, and shows no secret of it', async (_, reason) => {
    const { transport } = createTestTransport('http://localhost:1');
    const signal = AbortSignal.abort(reason);

    const error = await failureOf(transport.send({ route: readRoute, params, signal }));

    expect(error.code).toBe('aborted');
    expect(printed(error).includes(canaryBody)).toBe(false);
  });
});

test('F5: a long-lived signal keeps no listener after 1,000 calls of every outcome', async () => {
  const { signal } = new AbortController();
  const outcomes = [
    (): Response => Response.json({}),
    (): Response => Response.json({}, { status: 404 }),
    (): Response => new Response('<html>', { status: 502 }),
    (): never => {
      throw new TypeError('fetch failed');
    },
  ];
  let calls = 0;
  const scripted: typeof fetch = async () => {
    calls += 1;
    const outcome = outcomes[calls % outcomes.length];
    if (outcome === undefined) throw new Error('unreachable');
    return outcome();
  };
  const { transport, clock } = createTestTransport('http://localhost:1', { fetch: scripted, maxRetries: 0 });

  const send = (): Promise<unknown> => transport.send({ route: readRoute, params, signal });
  await Promise.allSettled(Array.from({ length: 500 }, send));
  for (let call = 0; call < 500; call += 1) await send().catch(() => undefined);

  expect(calls).toBe(1_000);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  expect(clock.pending).toBe(0);
});
