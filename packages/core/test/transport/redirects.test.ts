import { expect, test } from 'vitest';
import { canaryBody } from '../support/canaries.js';
import { failureOf } from '../support/failure.js';
import { printed } from '../support/printed.js';
import { writeRoute } from '../support/routes.js';
import { json, startServer } from '../support/test-server.js';
import { createTestTransport } from '../support/test-transport.js';

const headers = { authorization: `Bearer ${canaryBody}`, 'x-publishable-key': 'pk_test_1' };

test.each([301, 302, 303, 307, 308])(
  'B15: a %i to another origin is not followed, and nothing travels on',
  async (status) => {
    const elsewhere = await startServer((response) => json(response, 200, {}));
    const server = await startServer((response) => {
      const location = `${elsewhere.url}/?token=${canaryBody}`;
      response.writeHead(status, { location, 'x-request-id': 'req_1' }).end('Moved');
    });
    const { transport, clock } = createTestTransport(server.url);

    const error = await failureOf(
      transport.send({ route: writeRoute('safe'), body: { grant: canaryBody }, headers }),
    );

    expect(error).toMatchObject({
      name: 'ResponseError',
      code: 'redirect_refused',
      status,
      requestId: 'req_1',
      attempts: 1,
    });
    expect(elsewhere.requests).toHaveLength(0);
    expect(server.requests).toHaveLength(1);
    expect(printed(error).includes(canaryBody)).toBe(false);
    expect(clock.pending).toBe(0);
  },
);

test('B15: nor is one to the same origin', async () => {
  const server = await startServer((response) => response.writeHead(307, { location: '/elsewhere' }).end());
  const { transport } = createTestTransport(server.url);

  expect((await failureOf(transport.send({ route: writeRoute('safe') }))).code).toBe('redirect_refused');
  expect(server.requests).toHaveLength(1);
});

test('B15: a redirect as a page sees it, opaque and without a status, is refused too', async () => {
  const opaque = { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null, ok: false };
  // A real opaque answer cannot be made outside a browser; ky asks for the tag of a Response.
  const response = Object.assign(Object.create({ [Symbol.toStringTag]: 'Response' }), opaque) as Response;
  const { transport } = createTestTransport('http://localhost:1', { fetch: () => Promise.resolve(response) });

  const error = await failureOf(transport.send({ route: writeRoute('safe') }));

  expect(error.code).toBe('redirect_refused');
  expect(error).not.toHaveProperty('status');
});

test('cancels the body of a redirect, so that its connection is free again', async () => {
  let cancelled = false;
  const body = new ReadableStream({
    cancel: () => {
      cancelled = true;
    },
  });
  const redirected: typeof fetch = () => Promise.resolve(new Response(body, { status: 307 }));
  const { transport } = createTestTransport('http://localhost:1', { fetch: redirected });

  expect((await failureOf(transport.send({ route: writeRoute('safe') }))).code).toBe('redirect_refused');
  expect(cancelled).toBe(true);
});

test('B15: asks fetch not to follow', async () => {
  let redirect: string | undefined;
  const watched: typeof fetch = (input) => {
    redirect = (input as Request).redirect;
    return Promise.resolve(Response.json({}));
  };
  const { transport } = createTestTransport('http://localhost:1', { fetch: watched });

  await transport.send({ route: writeRoute('safe') });

  expect(redirect).toBe('manual');
});
