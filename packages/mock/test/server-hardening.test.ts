import { connect } from 'node:net';
import { limits } from '@fanfare/contract';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedHeaders } from './support/guarded-headers.js';

describe('F10: a server', () => {
  let server: MockServer;

  beforeAll(async () => {
    server = await startMockServer();
  });
  afterAll(() => server.close());

  /** Sends bytes as they are, and reads until the other side is done. */
  function raw(text: string): Promise<string> {
    const { port } = new URL(server.url);
    return new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });
  }

  const end = 'Connection: close\r\n\r\n';
  it.each([
    ['no request at all', 'hello\r\n\r\n', 400],
    ['a request without a host', `GET / HTTP/1.1\r\n${end}`, 400],
    ['a host that is none', `GET / HTTP/1.1\r\nHost: a b\r\n${end}`, 400],
    ['a broken header', `GET / HTTP/1.1\r\nHost: localhost\r\nbroken\r\n\r\n`, 400],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
    ['an address that is none', `GET http:// HTTP/1.1\r\nHost: localhost\r\n${end}`, 400],
    [
      'headers above the limit',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n${end}`,
      431,
    ],
    ['an expectation that nobody has', `GET / HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\n${end}`, 404],
    ['headers without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}`, 431],
  ])('answers %s with the security headers, and tells nothing', async (_, text, status) => {
    const answer = (await raw(text)).toLowerCase();

    expect(answer).toMatch(new RegExp(`^http/1.1 ${status} `));
    expect(guardedHeaders.filter((name) => !answer.includes(`${name}: `))).toEqual([]);
    expect(answer).not.toMatch(/\bat .*\.[jt]s|hpe_|node_modules/);
    expect((await fetch(`${server.url}/__mock/health`)).status).toBe(200);
  });

  it('F2: refuses a body that is too large while it arrives, also where its length was not told', async () => {
    const head = `POST /consumer/api/auth/refresh HTTP/1.1\r\nHost: localhost\r\nX-Publishable-Key: pk_test_aurora_mock\r\n`;
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;

    const [told, untold] = await Promise.all([
      raw(`${head}Content-Length: ${limits.requestBytes + 1}\r\n${end}`),
      raw(`${head}Transfer-Encoding: chunked\r\n${end}${chunk.repeat(17)}`),
    ]);

    expect(told).toMatch(/^HTTP\/1.1 413 /);
    expect(untold).toMatch(/^HTTP\/1.1 413 /);
  });

  it('takes headers up to the limit', async () => {
    const answer = await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(16_000)}\r\n${end}`);

    expect(answer).toMatch(/^HTTP\/1.1 404 /);
  });
});
