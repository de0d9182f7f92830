import { describe, expect, test } from 'vitest';
import { OptionsError, SessionError } from '../../src/errors/error-classes.js';
import type { OutgoingRequest } from '../../src/transport/outgoing-request.js';
import { canaryBody } from '../support/canaries.js';
import { failureOf } from '../support/failure.js';
import { readRoute, writeRoute } from '../support/routes.js';
import { json, startServer } from '../support/test-server.js';
import { createTestTransport, waits } from '../support/test-transport.js';

const params = { thingId: 'thing_1' };

describe('prepare', () => {
  test('runs once per attempt, so that every attempt is signed afresh over the same bytes', async () => {
    const seen: OutgoingRequest[] = [];
    const date = 'Sun, 22 Nov 2026 10:00:00 GMT';
    const server = await startServer((response, _, n) => json(response, n === 1 ? 503 : 200, {}, { date }));
    const { transport, clock } = createTestTransport(server.url, {
      prepare: (request) => {
        seen.push(request);
        return { Signature: `signature-${request.attempt}` };
      },
    });

    const call = transport.send({ route: writeRoute('header'), body: { a: 1 }, query: { q: 'x y' } });
    await clock.untilTimer(waits.first);
    clock.advance(waits.first);
    await call;

    expect(server.requests.map((request) => request.headers['signature'])).toEqual([
      'signature-1',
      'signature-2',
    ]);
    expect(seen).toHaveLength(2);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      attempt: 1,
      serverDate: undefined,
      lastErrorCode: undefined,
    });
    expect(seen[1]).toMatchObject({
      attempt: 2,
      serverDate: Date.parse(date),
      lastErrorCode: 'service_unavailable',
    });
    expect(seen[0]?.url.href).toBe(`${server.url}/consumer/api/things?q=x+y`);
    expect(seen[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
    expect(seen[0]?.headers['idempotency-key']).toBe(server.requests[0]?.headers['idempotency-key']);
    expect(seen.map((request) => new TextDecoder().decode(request.body))).toEqual(['{"a":1}', '{"a":1}']);
    expect(server.requests.map((request) => request.body)).toEqual(['{"a":1}', '{"a":1}']);
  });

  test('cannot change where the request goes, or what the next attempt sees', async () => {
    const hrefs: string[] = [];
    const server = await startServer((response, _, n) => json(response, n === 1 ? 503 : 200, {}));
    const { transport, clock } = createTestTransport(server.url, {
      prepare: ({ url }) => {
        hrefs.push(url.href);
        url.host = 'elsewhere.example';
        return {};
      },
    });

    const call = transport.send({ route: readRoute, params });
    await clock.untilTimer(waits.first);
    clock.advance(waits.first);
    await call;

    expect(server.requests).toHaveLength(2);
    expect(hrefs[1]).toBe(hrefs[0]);
  });

  test('wins over the headers of the call, whatever their case', async () => {
    const server = await startServer((response) => json(response, 200, {}));
    const { transport } = createTestTransport(server.url, { prepare: () => ({ AUTHORIZATION: 'fresh' }) });

    await transport.send({ route: readRoute, params, headers: { Authorization: 'stale' } });

    expect(server.requests[0]?.headers['authorization']).toBe('fresh');
  });

  test.each([
    ['an error of ours', new SessionError('Sign in first.', { code: 'not_authenticated' })],
    ['an error of its owner', new RangeError('mine')],
  ])('that throws %s ends the call with it: nothing is sent, nothing repeated', async (_, failure) => {
    const server = await startServer((response) => json(response, 200, {}));
    let runs = 0;
    const { transport, clock } = createTestTransport(server.url, {
      prepare: () => {
        runs += 1;
        throw failure;
      },
    });

    await expect(transport.send({ route: readRoute, params })).rejects.toBe(failure);

    expect(runs).toBe(1);
    expect(server.requests).toHaveLength(0);
    expect(clock.pending).toBe(0);
  });

  test('that returns what no header may have is refused without quoting it', async () => {
    const { transport } = createTestTransport('http://localhost:1', {
      prepare: () => Promise.resolve({ authorization: `Bearer ${canaryBody}\n` }),
    });

    const error = await failureOf(transport.send({ route: readRoute, params }));

    expect(error.code).toBe('invalid_request');
    expect(error.message).not.toContain(canaryBody);
  });
});

describe('replayCodes', () => {
  const refusal = { error: 'signature_expired', message: 'Too old.' };
  const options = { replayCodes: ['signature_expired'], prepare: () => ({}) };

  test('answer a refusal that came before any effect with one more attempt, at once, on every row', async () => {
    const server = await startServer((response, _, n) => json(response, n === 1 ? 401 : 200, refusal));
    const { transport, clock } = createTestTransport(server.url, options);

    expect((await transport.send({ route: writeRoute('never'), body: {} })).attempts).toBe(2);
    expect(clock.pending).toBe(0);
  });

  test('do so once per call', async () => {
    const server = await startServer((response) => json(response, 401, refusal));
    const { transport } = createTestTransport(server.url, options);

    const error = await failureOf(transport.send({ route: writeRoute('never'), body: {} }));

    expect(error).toMatchObject({ code: 'signature_expired', attempts: 2 });
    expect(server.requests).toHaveLength(2);
  });

  test('leave the ordinary repeats as they are', async () => {
    const server = await startServer((response, _, n) =>
      n === 1 ? json(response, 401, refusal) : json(response, 503, {}),
    );
    const { transport, clock } = createTestTransport(server.url, options);

    const call = failureOf(transport.send({ route: readRoute, params }));
    await clock.untilTimer(waits.first);
    clock.advance(waits.first);
    await clock.untilTimer(waits.second);
    clock.advance(waits.second);

    expect(await call).toMatchObject({ status: 503, attempts: 4 });
  });

  test('are none by themselves', async () => {
    const server = await startServer((response) => json(response, 401, refusal));
    const { transport } = createTestTransport(server.url);
    expect((await failureOf(transport.send({ route: readRoute, params }))).attempts).toBe(1);
  });
});

test('a transport that cannot be built says so with the code of wrong options', () => {
  expect(() => createTestTransport('http://shop.example')).toThrow(OptionsError);
});
