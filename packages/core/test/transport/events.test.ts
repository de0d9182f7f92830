import { afterEach, expect, test, vi } from 'vitest';
import type { AttemptEvent } from '../../src/transport/attempt-event.js';
import { canaries, canaryBody } from '../support/canaries.js';
import { failureOf } from '../support/failure.js';
import { printed } from '../support/printed.js';
import { readRoute, writeRoute } from '../support/routes.js';
import { json, startServer } from '../support/test-server.js';
import { createTestTransport, waits } from '../support/test-transport.js';

const params = { thingId: 'thing_1' };

afterEach(() => void vi.unstubAllGlobals());

test('tell of every attempt after it ended', async () => {
  const events: AttemptEvent[] = [];
  const server = await startServer((response, _, n) => {
    clock.advance(40);
    json(response, n === 1 ? 503 : 200, {}, { 'x-request-id': `req_${n}` });
  });
  const { transport, clock } = createTestTransport(server.url, { onAttempt: (event) => events.push(event) });

  const call = transport.send({ route: readRoute, params });
  await clock.untilTimer(waits.first);
  clock.advance(waits.first);
  await call;

  const common = { operation: 'test.read', durationMs: 40 };
  expect(events).toEqual([
    {
      ...common,
      attempt: 1,
      status: 503,
      code: 'service_unavailable',
      requestId: 'req_1',
      retryInMs: waits.first,
    },
    { ...common, attempt: 2, status: 200, requestId: 'req_2' },
  ]);
});

test('F7, K3: tell of every refusal for calling too often how its caller stands, and of no other', async () => {
  const events: AttemptEvent[] = [];
  const limits = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'retry-after': '1' };
  const server = await startServer((response, _, n) =>
    json(response, [429, 423, 200][n - 1] ?? 200, { details: { scope: 'key' } }, limits),
  );
  const { transport } = createTestTransport(server.url, {
    onAttempt: (event) => events.push(event),
    maxRetries: 0,
  });

  for (let count = 0; count < 3; count += 1)
    await transport.send({ route: readRoute, params }).catch(() => {});

  expect(events.map(({ status, limit, remaining, scope }) => [status, limit, remaining, scope])).toEqual([
    [429, 100, 0, 'key'],
    [423, undefined, undefined, undefined],
    [200, undefined, undefined, undefined],
  ]);
});

test('messages name what was called, events the operation', async () => {
  const events: AttemptEvent[] = [];
  const server = await startServer((response) => json(response, 404, { error: 'not_found' }));
  const { transport } = createTestTransport(server.url, { onAttempt: (event) => events.push(event) });
  const call = { route: readRoute, name: 'things.read', params };

  expect((await failureOf(transport.send(call))).message).toMatch(/^things\.read was refused with 404/);
  expect((await failureOf(transport.send({ ...call, params: {} }))).message).toMatch(
    /^things\.read was not sent/,
  );
  expect((await failureOf(transport.send({ ...call, signal: AbortSignal.abort() }))).message).toMatch(
    /^things\.read was aborted/,
  );
  expect(events.map(({ operation }) => operation)).toEqual(['test.read']);
});

test('that nobody may throw in: it is reported, and the call goes on', async () => {
  const reportError = vi.fn();
  vi.stubGlobal('reportError', reportError);
  const server = await startServer((response) => json(response, 200, { ok: true }));
  const failure = new Error('in a hook');
  const { transport } = createTestTransport(server.url, {
    onAttempt: () => {
      throw failure;
    },
  });

  expect((await transport.send({ route: readRoute, params })).data).toEqual({ ok: true });
  expect(reportError).toHaveBeenCalledExactlyOnceWith(failure);
});

test('K10: neither events nor errors carry a secret that went in or came back', async () => {
  const secrets = Object.values(canaries);
  const leaks = {
    error: canaries.secretKey,
    message: `refused ${secrets.join(' ')}`,
    requestId: canaries.jwt,
    details: { token: canaryBody, note: secrets },
    issues: [{ message: secrets.join(' '), path: [{ key: canaries.jwt, input: canaryBody }] }],
  };
  const printouts: string[] = [];
  const statuses = [400, 401, 403, 404, 409, 423, 429, 500, 200];
  const server = await startServer((response, _, n) => {
    const status = statuses[n - 1];
    const headers = { 'x-request-id': canaries.secretKey, 'x-echo': canaryBody };
    if (status === undefined) return void response.destroy();
    if (status === 200) return void response.writeHead(200, headers).end(canaryBody);
    json(response, status, leaks, headers);
  });
  const { transport } = createTestTransport(server.url, {
    maxRetries: 0,
    prepare: () => ({
      authorization: `Bearer ${canaryBody}`,
      'x-publishable-key': canaries.jwt,
      cookie: canaryBody,
    }),
    onAttempt: (event) => printouts.push(printed(event)),
  });

  for (let call = 0; call <= statuses.length; call += 1) {
    const route = writeRoute('header');
    const body = { refreshToken: canaryBody, grant: canaries.grant };
    const error = await failureOf(
      transport.send({ route, body, query: { grant: canaryBody }, idempotencyKey: canaryBody }),
    );
    printouts.push(printed(error), printed(error.cause));
  }

  expect(server.requests).toHaveLength(statuses.length + 1);
  expect(server.requests[0]?.headers['authorization']).toContain(canaryBody); // the canary did travel
  expect(printouts).toHaveLength((statuses.length + 1) * 3);
  expect(printouts.filter((text) => text.includes(canaryBody))).toEqual([]);
});
