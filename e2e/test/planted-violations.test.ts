import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startValidatingProxy, type ValidatingProxy } from '../src/contract/validating-proxy.ts';

/** What the platform behind the proxy answers. */
let planted = { status: 200, body: '{"left":true}' };
let platform: Server;
let proxy: ValidatingProxy;

beforeAll(async () => {
  platform = createServer((_, response) => response.writeHead(planted.status).end(planted.body));
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
  const { port } = platform.address() as AddressInfo; // it listens on a port
  proxy = await startValidatingProxy(`http://127.0.0.1:${port}`);
});
afterAll(async () => {
  await proxy.close();
  platform.closeAllConnections();
  platform.close();
});

const leave = '/consumer/api/experiences/exp_1/leave';

async function exchange(path: string, init?: RequestInit, answer = { status: 200, body: '{"left":true}' }) {
  planted = answer;
  await fetch(proxy.url + path, init);
  return proxy.exchanges.at(-1);
}

describe('an independent reader of the OpenAPI document', () => {
  it('finds nothing wrong with what is right', async () => {
    expect(await exchange(leave, { method: 'DELETE' })).toMatchObject({ request: [], answer: [] });
  });

  it.each([
    ['a field too few', 200, '{}', /required property 'left'/],
    ['a field too many', 200, '{"left":true,"secret":1}', /additional properties/],
    ['another type', 200, '{"left":"yes"}', /boolean/],
    ['nothing where there is something', 200, '', /object/],
    ['a status that nobody described', 418, '{}', /418, which is not described/],
    ['a code that the operation does not refuse with', 404, '{"error":"otp_invalid"}', /allowed values/],
    ['a refusal of another form', 404, '{"code":"not_found"}', /required property 'error'/],
  ])('sees an answer with %s', async (_, status, body, words) => {
    const seen = await exchange(leave, { method: 'DELETE' }, { status, body });

    expect(seen?.answer.join()).toMatch(words);
  });

  it.each([
    ['a field too many', { refreshToken: 'rt_1', admin: true }, /additional properties/],
    ['another type', { refreshToken: 7 }, /string/],
  ])('sees a body with %s', async (_, body, words) => {
    const headers = { 'content-type': 'application/json' };
    const seen = await exchange('/consumer/api/auth/refresh', {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });

    expect(seen?.request.join()).toMatch(words);
  });

  it.each([
    ['/admin/api/queues?first=1000', /<= 100/],
    ['/admin/api/queues?first=many', /integer/],
    ['/admin/api/queues?everything=1', /additional properties/],
    ['/consumer/api/queues/not%20an%20id', /pattern/],
    ['/consumer/api/nothing', /no operation/],
  ])('sees that %s is wrong', async (path, words) => {
    const seen = await exchange(path);

    expect(seen?.request.join()).toMatch(words);
  });
});
