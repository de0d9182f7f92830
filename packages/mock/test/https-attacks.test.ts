import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startMockServer, type MockServer } from '@fanfare/mock/server';

let server: MockServer | undefined;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.close();
  server = undefined;
});

async function open(address: string, text?: string): Promise<Socket> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  if (text !== undefined) socket.write(text);
  return socket;
}

describe('D1: an encrypted mock server under attack', () => {
  it('closes at once, also where somebody connected and says nothing', async () => {
    server = await startMockServer({ tls: true });
    const silent = await open(server.url);
    const halfHello = await open(server.url, '\u0016\u0003\u0001');
    const redirected = await open(server.tls?.httpUrl ?? '');
    const ended = [silent, halfHello, redirected].map((socket) => once(socket, 'close'));

    await server.close();

    await Promise.all(ended);
  });

  it('hears no plain text on its port', async () => {
    server = await startMockServer({ tls: true });
    const socket = await open(server.url, 'GET /__mock/world HTTP/1.1\r\nhost: x\r\n\r\n');
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));

    await once(socket, 'close');

    expect(Buffer.concat(received).toString('latin1')).not.toMatch(/organizations|sk_test/);
    expect(server.platform.requests).toEqual([]);
  });

  it.each([undefined, 5, '', 'x'.repeat(65), 'admin\0ada', 'a\nb'])(
    'gives no certificate to the name %j',
    async (name) => {
      server = await startMockServer({ tls: true });
      const { tls } = server;

      expect(() => tls?.issueClientCertificate(name as string)).toThrow(/^issueClientCertificate/); // wrong on purpose
    },
  );

  it('sends nobody to another host, whatever stands in the request line', async () => {
    server = await startMockServer({ tls: true });
    const origin = server.url;
    for (const target of ['//evil.example/x', 'http://evil.example/x', '*', '/a\\b', '/%0d%0aset-cookie:x']) {
      const socket = await open(
        server.tls?.httpUrl ?? '',
        `GET ${target} HTTP/1.1\r\nhost: evil.example\r\n\r\n`,
      );
      const received: Buffer[] = [];
      socket.on('data', (chunk: Buffer) => received.push(chunk));
      await once(socket, 'close');

      const location = /^location: (.*)\r$/im.exec(Buffer.concat(received).toString())?.[1] ?? '';
      expect(new URL(location).origin).toBe(origin);
    }
  });
});
