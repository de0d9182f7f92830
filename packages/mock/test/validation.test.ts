import { limits, type ErrorBody } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { mockApi } from './support/mock-api.js';

const pk = 'pk_test_aurora_mock';
let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform();
});

describe('F1: a request that does not fit the contract', () => {
  it('is refused with an issue for every place, in the documented form and without the value', async () => {
    const { body, status } = await mockApi(platform).call<ErrorBody>('auth.verifyOtp', {
      pk,
      body: { email: 'ada@example.com', code: 'secret-looking', admin: true },
    });

    expect(status).toBe(400);
    expect(body.error).toBe('validation_error');
    expect(body.issues?.map(({ path, received }) => [path.map(({ key }) => key), received])).toEqual([
      [['code'], 'string'],
      [['admin'], 'boolean'],
    ]);
    expect(JSON.stringify(body)).not.toContain('secret-looking');
    expect(platform.defects).toEqual([]);
  });

  it('is refused in the documented envelope on the hosted profile', async () => {
    platform = createMockPlatform({ profile: 'hosted' });

    const { body } = await mockApi(platform).call<ErrorBody>('auth.refresh', {
      pk,
      body: { refreshToken: 3 },
    });

    expect(Object.keys(body).sort()).toEqual(['error', 'issues']);
  });

  it.each<[string, string, string]>([
    ['no JSON', 'application/json', '{'],
    ['nothing', 'application/json', ''],
    ['a list', 'application/json', '[]'],
    ['a form', 'application/x-www-form-urlencoded', 'refreshToken=x'],
    ['JSON under another name', 'text/plain', '{}'],
    ['a prototype', 'application/json', '{"__proto__":{"refreshToken":"x"}}'],
  ])('is refused when its body is %s', async (_, type, rawBody) => {
    const answer = await mockApi(platform).call('auth.refresh', {
      pk,
      rawBody,
      headers: { 'content-type': type },
    });

    expect([answer.status, answer.error]).toEqual([400, 'validation_error']);
    expect(platform.defects).toEqual([]);
  });

  it('is refused when its body is not UTF-8', async () => {
    const answer = await platform.fetch(`${platform.origin}/consumer/api/auth/refresh`, {
      method: 'POST',
      headers: { 'x-publishable-key': pk, 'content-type': 'application/json' },
      body: Buffer.concat([Buffer.from('{"refreshToken":"'), Buffer.from([0xff]), Buffer.from('"}')]),
    });

    expect(answer.status).toBe(400);
  });

  it.each(['..%2f..', 'a%2fb', '%00', 'a%0d%0ab', 'a%3fb', encodeURIComponent('ü'), 'a'.repeat(129)])(
    'F3: is refused with the id %s, and goes nowhere else',
    async (queueId) => {
      const answer = await mockApi(platform).call('queues.get', { pk, params: { queueId } });

      expect([400, 404]).toContain(answer.status);
      expect(answer.error).toMatch(/^(validation_error|not_found)$/);
      expect(platform.defects).toEqual([]);
    },
  );

  it.each([
    ['GET', '/nothing'],
    ['GET', '/consumer/api/auth/guest'],
    ['POST', '/consumer/api/waitlists/x/validate'],
    ['GET', '/consumer/api/queues/'],
    ['GET', '/'],
  ])('is not found: %s %s', async (method, path) => {
    const answer = await platform.fetch(platform.origin + path, { method });

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: 'not_found' });
    expect(platform.defects).toEqual([]);
  });
});

describe('F2: the size of a request', () => {
  const padded = (bytes: number): string => {
    const text = JSON.stringify({ refreshToken: 'rt_unknown' });
    return text + ' '.repeat(bytes - text.length);
  };
  const send = (body: BodyInit, init: object = {}) =>
    platform.fetch(`${platform.origin}/consumer/api/auth/refresh`, {
      method: 'POST',
      headers: { 'x-publishable-key': pk, 'content-type': 'application/json' },
      body,
      ...init,
    });

  it('may be at the limit and no larger', async () => {
    expect((await send(padded(limits.requestBytes))).status).toBe(401);
    expect((await send(padded(limits.requestBytes + 1))).status).toBe(413);
  });

  it('is not read any further than the limit', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });

    const answer = await send(endless, { duplex: 'half' });

    expect(answer.status).toBe(413);
    expect(pulled).toBeLessThan(2 * limits.requestBytes);
  });
});
