import { request } from 'node:http';
import { createMockPlatform } from '@fanfare/mock';
import { startMockServer } from '@fanfare/mock/server';
import { describe, expect, it } from 'vitest';
import { dpopKey } from './support/dpop-key.js';

const path = '/consumer/api/auth/guest';
const pk = 'pk_test_aurora_mock';
const key = dpopKey();

describe('B4: the address that a proof is made for', () => {
  it('is that of the server, by whichever of its own names it was called', async () => {
    const server = await startMockServer();
    const names = [server.url, server.url.replace('127.0.0.1', 'localhost')];
    const statuses = [];

    for (const name of names) {
      for (const made of names) {
        const proof = key.prove({ method: 'POST', url: made + path, now: server.platform.clock.now() });
        const { status } = await fetch(name + path, {
          method: 'POST',
          headers: { 'x-publishable-key': pk, dpop: proof },
        });
        statuses.push([name === made, status]);
      }
    }
    await server.close();

    expect(statuses).toEqual([
      [true, 200],
      [false, 401],
      [false, 401],
      [true, 200],
    ]);
  });

  it('is never one that only the Host header says: a proof for another server is worth nothing here', async () => {
    const platform = createMockPlatform();
    const url = `http://evil.example${path}`;
    const answer = await platform.fetch(platform.origin + path, {
      method: 'POST',
      headers: {
        'x-publishable-key': pk,
        host: 'evil.example',
        dpop: key.prove({ method: 'POST', url, now: platform.clock.now() }),
      },
    });

    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: 'dpop_proof_invalid' });
  });

  it.each([
    ['10.0.0.1', 'https', 200],
    ['10.0.0.1', 'http', 401],
    ['192.0.2.1', 'https', 401],
  ])('is encrypted where a proxy that is trusted says so: %s says %s', async (address, proto, status) => {
    const platform = createMockPlatform({ trustedProxies: ['10.0.0.0/8'], addressFrom: 'x-test-address' });
    const url = platform.origin.replace('http:', 'https:') + path;
    const answer = await platform.fetch(platform.origin + path, {
      method: 'POST',
      headers: {
        'x-publishable-key': pk,
        'x-test-address': address,
        'x-forwarded-proto': proto,
        'x-forwarded-for': '203.0.113.9',
        dpop: key.prove({ method: 'POST', url, now: platform.clock.now() }),
      },
    });

    expect(answer.status).toBe(status);
  });

  it('goes with one proof: two headers are refused, though each of them would be good', async () => {
    const server = await startMockServer();
    const prove = (): string =>
      key.prove({ method: 'POST', url: server.url + path, now: server.platform.clock.now() });

    const status = await new Promise((resolve, reject) => {
      const call = request(server.url + path, {
        method: 'POST',
        headers: { 'x-publishable-key': pk, dpop: [prove(), prove()] },
      });
      call.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject);
      call.end();
    });
    await server.close();

    expect(status).toBe(401);
  });
});
