import { getEventListeners } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { limits } from '@fanfare/contract';
import { isFanfareError, FanfareServer } from '@fanfare/node';
import { createUndiciTransport, type UndiciTransport } from '@fanfare/node/undici';

const profile = {
  id: 'csm_1',
  consumerId: 'csm_1',
  organizationId: 'org_1',
  fullName: 'Zoë',
  email: 'zoe@shop.example',
  phone: null,
  lastOrderAt: null,
  totalOrders: 3,
  ltv: '129.00',
  smsOptOut: false,
  currencyCode: 'EUR',
  createdAt: '2026-11-01T10:00:00.000Z',
  updatedAt: '2026-11-01T10:00:00.000Z',
};
const json = { 'content-type': 'application/json' };
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Opened {
  readonly client: FanfareServer;
  readonly transport: UndiciTransport;
  readonly received: readonly IncomingMessage[];
}

async function open(
  answer: RequestListener,
  { connections, timeoutMs }: { readonly connections?: number; readonly timeoutMs?: number } = {},
): Promise<Opened> {
  const received: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    received.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const transport = createUndiciTransport({ connections });
  closing.push(
    () => server.closeAllConnections(),
    () => transport.close(),
    () => server.close(),
  );
  const { port } = server.address() as AddressInfo;
  const client = new FanfareServer({
    secretKey: 'sk_test_a1b2c3d4e5f6',
    baseUrl: `http://127.0.0.1:${port}`,
    fetch: transport.fetch,
    maxRetries: 0,
    timeoutMs,
  });
  return { client, transport, received };
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => 'ok',
    (reason: unknown) => reason,
  );
  return isFanfareError(error) ? error.code : String(error);
}

describe('a client over undici, which sends without fetch', () => {
  it('D1: sends the signed request, and reads an answer that comes after words in advance and in pieces', async () => {
    const text = Buffer.from(JSON.stringify(profile));
    const { client, received } = await open((_, response) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload' });
      response.writeHead(200, { ...json, 'x-request-id': 'req_1' });
      const cut = text.indexOf('ë') + 1; // within a character
      response.write(text.subarray(0, cut), () => response.end(text.subarray(cut)));
    });

    expect(await client.consumers.get('csm_1')).toMatchObject({ fullName: 'Zoë' });
    expect(received[0]?.headers).toMatchObject({ accept: 'application/json', 'user-agent': 'undici' });
    expect(received[0]?.headers['signature-input']).toContain('hmac-sha256');
  });

  it('F12: takes headers that are not of ASCII as they are', async () => {
    const { client } = await open((_, response) =>
      response
        .writeHead(200, { ...json, 'x-city': Buffer.from('北京').toString('latin1'), 'x-town': 'Köln' })
        .end(JSON.stringify(profile)),
    );

    expect(await client.consumers.get('csm_1')).toMatchObject({ fullName: 'Zoë' });
  });

  it('F2: reads a packed answer, and refuses one that is too large once it is unpacked', async () => {
    const large = JSON.stringify({ ...profile, fullName: 'z'.repeat(limits.responseBytes) });
    const { client, received } = await open((request, response) => {
      const text = request.url?.endsWith('csm_1') === true ? JSON.stringify(profile) : large;
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(text));
    });

    expect(await client.consumers.get('csm_1')).toMatchObject({ fullName: 'Zoë' });
    expect(received[0]?.headers['accept-encoding']).toBe('gzip');
    expect(await codeOf(client.consumers.get('csm_2'))).toBe('invalid_response');
  });

  it('F2: refuses an answer that is packed in a way it did not ask for', async () => {
    const { client } = await open((_, response) =>
      response.writeHead(200, { ...json, 'content-encoding': 'br' }).end('{}'),
    );

    expect(await codeOf(client.consumers.get('csm_1'))).toBe('network_error');
  });

  it('F2: reads no further than an answer may be long, and gives its connection up', async () => {
    let isCut = false;
    const { client } = await open((request, response) => {
      response.writeHead(200, json);
      const chunk = Buffer.alloc(65_536, 'x');
      const pump = (): void => {
        while (!isCut && response.write(chunk));
      };
      request.socket.on('close', () => (isCut = true));
      response.on('drain', pump);
      pump();
    });

    expect(await codeOf(client.consumers.get('csm_1'))).toBe('invalid_response');
    await expect.poll(() => isCut, { timeout: 20_000 }).toBe(true);
  });

  it('D5: follows no redirect, and its connection is free again', async () => {
    const { client, received } = await open((_, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end('x'.repeat(100_000)),
    );

    expect(await codeOf(client.consumers.get('csm_1'))).toBe('redirect_refused');
    expect(await codeOf(client.consumers.get('csm_1'))).toBe('redirect_refused');
    expect(received.map(({ url }) => url?.split('/').pop())).toEqual(['csm_1', 'csm_1']);
  });

  it('ends by its signal before an answer and within one, and leaves no listener', async () => {
    const { client, received } = await open((request, response) => {
      if (request.url?.endsWith('csm_2') === true) response.writeHead(200, json).write('{');
    });
    for (const id of ['csm_1', 'csm_2']) {
      const controller = new AbortController();
      const call = codeOf(client.consumers.get(id, { signal: controller.signal }));
      await expect.poll(() => received.at(-1)?.url?.endsWith(id), { timeout: 20_000 }).toBe(true);
      controller.abort();

      expect(await call).toBe('aborted');
      expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
      await expect.poll(() => received.at(-1)?.socket.destroyed, { timeout: 20_000 }).toBe(true);
    }
    expect(await codeOf(client.consumers.get('csm_1', { signal: AbortSignal.abort() }))).toBe('aborted');
    expect(received.length).toBe(2);
  });

  it('ends in time where nothing arrives, and where an answer stops half way', async () => {
    const { client } = await open(
      (request, response) => {
        if (request.url?.endsWith('csm_2') === true) response.writeHead(200, json).write('{');
      },
      { timeoutMs: 200 },
    );

    expect(await codeOf(client.consumers.get('csm_1'))).toBe('timeout');
    expect(await codeOf(client.consumers.get('csm_2'))).toBe('timeout');
  });

  it('tells an answer that breaks off from a whole one', async () => {
    const { client } = await open((request, response) => {
      response.writeHead(200, { ...json, 'content-length': '1000' });
      response.write('{"id":1}', () => request.socket.destroy());
    });

    expect(await codeOf(client.consumers.get('csm_1'))).toBe('network_error');
  });

  it('opens no more connections than allowed, and uses them again', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    const { client, received } = await open(
      (_, response) => {
        most = Math.max(
          most,
          waiting.push(() => response.writeHead(200, json).end(JSON.stringify(profile))),
        );
        if (waiting.length === 3) for (const answer of waiting.splice(0)) answer();
      },
      { connections: 3 },
    );

    await Promise.all(Array.from({ length: 30 }, () => client.consumers.get('csm_1')));

    expect(received.length).toBe(30);
    expect([new Set(received.map(({ socket }) => socket)).size, most]).toEqual([3, 3]);
  });

  it('refuses calls once its transport was closed', async () => {
    const { client, transport, received } = await open((_, response) =>
      response.writeHead(200, json).end(JSON.stringify(profile)),
    );
    const call = client.consumers.get('csm_1');
    await call;
    await transport.close();

    expect(await codeOf(client.consumers.get('csm_1'))).toBe('network_error');
    expect(received.length).toBe(1);
  });
});
