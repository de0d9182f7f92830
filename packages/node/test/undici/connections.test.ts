import { getEventListeners } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { FanfareServer } from '@fanfare/node';
import { createUndiciTransport } from '@fanfare/node/undici';
import { openEncrypted, type Encrypted } from '../support/open-encrypted.js';
import { recordingServer } from '../support/recording-server.js';

const secretKey = 'sk_test_a1b2c3d4e5f6';
let open: Encrypted | undefined;

afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** Sockets that keep the process alive. */
function sockets(): number {
  return process.getActiveResourcesInfo().filter((name) => /^(TLSWrap|TCPSocketWrap)$/.test(name)).length;
}

describe('the connections of the transport on undici', () => {
  it('sends bodies whole, with their length, and reads answers as fetch does', async () => {
    const server = await recordingServer((_, count) =>
      count === 1 ? { json: { alreadyAdmitted: true, status: 'GRANTED' } } : { status: 204 },
    );
    const transport = createUndiciTransport();
    try {
      const first = await transport.fetch(`${server.url}/a?b=1`, {
        method: 'POST',
        body: '{"é":1}',
        headers: { 'x-a': 'b' },
      });
      const second = await transport.fetch(server.url);

      expect(first).toBeInstanceOf(Response);
      expect(await first.json()).toEqual({ alreadyAdmitted: true, status: 'GRANTED' });
      expect([second.status, second.body]).toEqual([204, null]);
      expect(server.received[0]?.target).toBe('/a?b=1');
      expect(server.received[0]?.headers).toMatchObject({ 'content-length': '8', 'x-a': 'b' });
      expect(server.received[0]?.body.toString()).toBe('{"é":1}');
    } finally {
      await transport.close();
      await server.close();
    }
  });

  it('D5: follows no redirect, so that nothing signed travels on', async () => {
    const server = await recordingServer(() => ({
      status: 307,
      headers: { location: 'http://127.0.0.1:9/' },
    }));
    const transport = createUndiciTransport();
    const client = new FanfareServer({ secretKey, baseUrl: server.url, fetch: transport.fetch });
    try {
      await expect(client.queues.admit('que_1', 'csm_1')).rejects.toMatchObject({ code: 'redirect_refused' });
      const followed = await transport.fetch(server.url, { redirect: 'follow' });
      expect(followed.status).toBe(307);
      expect(server.received.length).toBe(2);
    } finally {
      await transport.close();
      await server.close();
    }
  });

  it('opens no more connections than allowed, and uses them again', async () => {
    const seen = new Set<Socket>();
    const waiting: ServerResponse[] = [];
    let most = 0;
    const server = createServer((request, response) => {
      seen.add(request.socket);
      most = Math.max(most, waiting.push(response));
      if (waiting.length === 3) for (const each of waiting.splice(0)) each.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const transport = createUndiciTransport({ connections: 3 });
    try {
      const calls = Array.from({ length: 60 }, async () =>
        (await transport.fetch(`http://127.0.0.1:${port}/`)).text(),
      );
      expect((await Promise.all(calls)).length).toBe(60);
      expect([seen.size, most]).toEqual([3, 3]);
    } finally {
      await transport.close();
      server.closeAllConnections();
      server.close();
    }
  });

  it('leaves no listener on a signal that 1,000 calls share', async () => {
    open = await openEncrypted();
    const { client } = open.connect();
    const { signal } = new AbortController();

    for (let batch = 0; batch < 20; batch += 1) {
      const calls = Array.from({ length: 50 }, () => client.admin.queues.get('queue_aurora', { signal }));
      await Promise.all(calls);
    }

    expect(getEventListeners(signal, 'abort')).toEqual([]);
  }, 60_000);

  it('ends a call by its signal, and the others go on', async () => {
    const server = await recordingServer((_, count) => (count === 1 ? { hang: true } : { json: {} }));
    const transport = createUndiciTransport();
    const controller = new AbortController();
    try {
      const hanging = transport.fetch(server.url, { signal: controller.signal });
      while (server.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
      controller.abort(new Error('enough'));
      await expect(hanging).rejects.toThrow();
      expect((await transport.fetch(server.url)).status).toBe(200);
    } finally {
      await transport.close();
      await server.close();
    }
  });

  it('has nothing left after it was closed, and takes no further call', async () => {
    const before = sockets(); // those of other tests in this process
    open = await openEncrypted();
    const { client, transport } = open.connect();
    await Promise.all(Array.from({ length: 10 }, () => client.admin.queues.get('queue_aurora')));
    expect(sockets()).toBeGreaterThan(before + 1);

    await Promise.all([transport.close(), transport.close()]);
    await open.server.close();

    await expect.poll(sockets).toBeLessThanOrEqual(before);
    await expect(transport.fetch(open.server.url)).rejects.toMatchObject({ code: 'destroyed' });
  });

  it('was never opened: closing it does nothing', async () => {
    await expect(createUndiciTransport().close()).resolves.toBeUndefined();
  });
});
