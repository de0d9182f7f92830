import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWebhooks, isWebhookError, toNodeHandler, webhookHandler } from '@fanfare/node/webhooks';
import { fakeClock, settle } from './support/fake-clock.js';
import { startServer, type HttpServer } from './support/http-server.js';
import { secret } from './support/samples.js';
import { deliver, trickyBody, trickyHeaders } from './support/tricky.js';

const servers: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(listener: RequestListener): Promise<HttpServer> {
  const server = await startServer(listener);
  servers.push(server);
  return server;
}

const clock = fakeClock();
const received = vi.fn();
const onError = vi.fn();
const handler = webhookHandler({ secrets: [secret], clock, on: {}, fallback: received, onError });
const nodeHandler = toNodeHandler(handler);
afterEach(() => void vi.clearAllMocks());

/** Each test is an event of its own to its own handler. */
function fresh(maxBytes = 1_048_576): RequestListener {
  return toNodeHandler(
    webhookHandler({ secrets: [secret], clock, on: {}, fallback: received, onError, maxBytes }),
  );
}

const head = (length: number): string =>
  [
    'POST /webhooks HTTP/1.1',
    'Host: shop.example',
    'Connection: close',
    `Content-Length: ${length}`,
    ...Object.entries(trickyHeaders).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

describe('H10: toNodeHandler', () => {
  it('verifies a body whose re-serialisation differs', async () => {
    const { url } = await serve(fresh());
    const response = await deliver(url);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ received: true });
    expect(received).toHaveBeenCalledTimes(1);
  });

  it('answers 500 where a handler returns what no server can send', async () => {
    const { url } = await serve(toNodeHandler(async () => Response.error()));

    expect((await deliver(url)).status).toBe(500);
  });

  it('cuts the line where the headers of an answer cannot be sent, and the process goes on', async () => {
    const unsendable = { status: 200, headers: new Headers(), arrayBuffer: async () => new ArrayBuffer(0) };
    unsendable.headers.forEach = () => {
      throw new TypeError('no such header');
    };
    const { url } = await serve(toNodeHandler(async () => unsendable as unknown as Response));

    await expect(deliver(url)).rejects.toThrow();
  });

  it('answers 401 to a forgery and 405 to GET, with the Allow header', async () => {
    const { url } = await serve(fresh());
    const got = await fetch(url);

    expect((await deliver(url, Buffer.from('{}'))).status).toBe(401);
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    expect(received).not.toHaveBeenCalled();
  });

  const emoji = trickyBody.indexOf(0xf0);
  it.each([0, 1, 2, 3, 4])('verifies a body that arrives split %d bytes into an emoji', async (into) => {
    const server = await serve(fresh());
    const chunked = head(trickyBody.byteLength);
    const answer = await server.raw(
      chunked,
      trickyBody.subarray(0, emoji + into),
      trickyBody.subarray(emoji + into),
    );

    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(received).toHaveBeenCalledTimes(1);
  });

  it('verifies a chunked body that arrives byte by byte', async () => {
    const server = await serve(fresh());
    const start = head(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked');
    const chunks = [...trickyBody].map((byte) => Buffer.from([0x31, 0x0d, 0x0a, byte, 0x0d, 0x0a]));

    expect(await server.raw(start, ...chunks, '0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it('refuses a header that stands there twice', async () => {
    const server = await serve(fresh());
    const again = `x-fanfare-signature: ${trickyHeaders['x-fanfare-signature'] ?? ''}\r\n`;
    const answer = await server.raw(
      head(trickyBody.byteLength).replace('\r\n\r\n', `\r\n${again}\r\n`),
      trickyBody,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(answer).toContain('webhook_header_missing');
  });

  it('answers 413 to 10 MB without keeping them, and serves the same connection on', async () => {
    const { url } = await serve(fresh());

    const refused = await deliver(url, Buffer.alloc(10_485_760, 0x20));
    expect([refused.status, await refused.json()]).toEqual([
      413,
      expect.objectContaining({ error: 'webhook_body_too_large' }),
    ]);
    expect((await deliver(url)).status).toBe(200);
  });

  it('throws away the body of a request that it does not read, and serves the same connection on', async () => {
    const server = await serve(fresh());
    const put = `PUT / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 300000\r\n\r\n`;
    const pieces = Array.from({ length: 30 }, () => Buffer.alloc(10_000));
    const answers = await server.raw(put, ...pieces, head(trickyBody.byteLength), trickyBody);

    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 405', 'HTTP/1.1 200']);
  });

  it('answers 413 while an endless body of no declared length is still coming', async () => {
    const { url } = await serve(fresh(10_000));
    let wanted = true;
    const endless = new ReadableStream({
      async pull(controller) {
        await settle();
        if (wanted) controller.enqueue(new Uint8Array(4096));
        else controller.close();
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half', headers: trickyHeaders };
    const response = await fetch(url, init as RequestInit);
    wanted = false;

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: 'webhook_body_too_large' });
  });

  it('notices a sender that hangs up in the middle, and goes on serving', async () => {
    const server = await serve(fresh());
    const { port } = new URL(server.url);
    const { connect } = await import('node:net');
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(head(trickyBody.byteLength));
    socket.write(trickyBody.subarray(0, 20), () => socket.destroy());

    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1));
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'webhook_body_unreadable' });
    expect((await deliver(server.url)).status).toBe(200);
  });

  it('counts the bytes of the answer, not its characters', async () => {
    const { url } = await serve(
      toNodeHandler(async () => new Response('Größe 測試', { headers: { 'set-cookie': 'a=1' } })),
    );
    const response = await fetch(url, { method: 'POST', body: 'x' });

    expect(await response.text()).toBe('Größe 測試');
    expect(response.headers.get('content-length')).toBe('14');
    expect(response.headers.getSetCookie()).toEqual(['a=1']);
  });

  it('answers 500 where the handler itself breaks', async () => {
    const { url } = await serve(toNodeHandler(() => Promise.reject(new Error('canary'))));
    const response = await fetch(url, { method: 'POST', body: 'x' });

    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('canary');
  });

  it('answers 500 where the handler returns what cannot be sent', async () => {
    const spent = new Response('x');
    await spent.text();
    for (const answer of [spent, undefined as unknown as Response]) {
      const { url } = await serve(toNodeHandler(async () => answer));
      expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(500);
    }
  });

  it('keeps out of the way where something else has answered', async () => {
    const { url } = await serve((message, response) => {
      response.writeHead(503).end('time-out');
      nodeHandler(message, response);
    });

    expect((await deliver(url)).status).toBe(503);
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1));
  });

  it('gives other handlers a whole Request', async () => {
    const seen: unknown[] = [];
    const { url } = await serve(
      toNodeHandler(async (request) => {
        seen.push(
          request.method,
          new URL(request.url).pathname,
          request.headers.get('x-own'),
          await request.text(),
        );
        return new Response(null, { status: 204 });
      }),
    );

    expect((await fetch(`${url}?a=1`, { method: 'POST', body: 'ß', headers: { 'x-own': 'y' } })).status).toBe(
      204,
    );
    expect(seen).toEqual(['POST', '/webhooks', 'y', 'ß']);
  });

  it.each(['//', '/%', '/\\', '*'])('survives the path %s', async (path) => {
    const server = await serve(fresh());

    expect(await server.raw(head(0).replace('/webhooks', path))).toMatch(/^HTTP\/1\.1 4\d\d/);
  });

  it.each([
    ['/a?b=1', 'shop.example', 'http://shop.example/a?b=1'],
    ['*', 'shop.example', 'http://shop.example/'],
    ['http://other.example/a', 'shop.example', 'http://shop.example/'],
    ['/a', '[::', 'http://localhost/'],
  ])('takes the target %s at the host %s for %s', async (target, host, url) => {
    const server = await serve(toNodeHandler(async (request) => new Response(`<${request.url}>`)));
    const request = `POST ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;

    expect(await server.raw(request)).toContain(`<${url}>`);
  });
});

describe('H10: a body that is gone', () => {
  async function consume(message: IncomingMessage): Promise<void> {
    for await (const chunk of message) void chunk;
  }
  const spoilt: readonly (readonly [string, RequestListener])[] = [
    [
      'read to its end',
      (message, response) => void consume(message).then(() => nodeHandler(message, response)),
    ],
    [
      'parsed',
      (message, response) =>
        void consume(message).then(() => nodeHandler(Object.assign(message, { body: { v: 1 } }), response)),
    ],
    [
      'read in part',
      (message, response) =>
        void message.once('data', () => {
          message.pause();
          nodeHandler(message, response);
        }),
    ],
    ['decoded to text', (message, response) => nodeHandler(message.setEncoding('utf8'), response)],
  ];

  it.each(spoilt)('because it was %s is an immediate 500 that says so', async (_, listener) => {
    const { url } = await serve(listener);
    const before = performance.now();
    const response = await deliver(url);

    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      error: 'webhook_body_already_parsed',
      message: expect.stringMatching(/let no body parser run/),
    });
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(onError.mock.calls.map(([error]) => isWebhookError(error) && error.code)).toEqual([
      'webhook_body_already_parsed',
    ]);
  });

  it('is taken from rawBody where a framework kept it', async () => {
    const keep: RequestListener = (message, response) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => void chunks.push(chunk));
      message.on('end', () => fresh()(Object.assign(message, { rawBody: Buffer.concat(chunks) }), response));
    };
    const { url } = await serve(keep);

    expect((await deliver(url)).status).toBe(200);
  });
});

describe('H10: a request of Node as the payload', () => {
  const webhooks = createWebhooks({ secrets: [secret], clock, maxBytes: 1_000 });
  const answer: RequestListener = (message, response) => {
    webhooks.verify(message).then(
      (event) => response.end(event.id),
      (error: unknown) => response.writeHead(isWebhookError(error) ? error.status : 599).end(),
    );
  };

  it('is read and verified with its own headers', async () => {
    const { url } = await serve(answer);

    expect(await (await deliver(url)).text()).toBe('whk_1');
    expect((await deliver(url, Buffer.from('{}'))).status).toBe(401);
    expect((await deliver(url, Buffer.alloc(1_001))).status).toBe(413);
  });

  it('is refused at once where it was read before', async () => {
    const { url } = await serve(
      (message, response) => void message.resume().on('end', () => answer(message, response)),
    );

    expect((await deliver(url)).status).toBe(500);
  });
});

it('leaves the server free to be anything else', () => {
  expect(createServer(nodeHandler).listenerCount('request')).toBe(1);
});
