import { createMockPlatform, type Fault, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';

const jwksPath = '/consumer/api/.well-known/jwks.json';
let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', faultHeader: true });
});

const jwks = (fault: object) =>
  platform.fetch(platform.origin + jwksPath, { headers: { 'x-mock-fault': inAscii(fault) } });

/** What a header can carry. */
const inAscii = (value: object): string =>
  JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

describe('a fault that no answer can have', () => {
  it.each<[Fault, string]>([
    [{ contentType: 'a\nb' }, 'contentType'],
    [{ contentType: 'текст' }, 'contentType'],
    [{ location: '/\r\nset-cookie: a=b', status: 302 }, 'location'],
    [{ retryAfter: 'a\0b' }, 'retryAfter'],
    [{ retryAfter: '9'.repeat(400), retryAfterForm: 'iso' }, 'retryAfter'],
    [{ status: 204, body: 'x' }, 'body'],
    [{ status: 205, body: 'x' }, 'body'],
    [{ like: 'html-error', status: 304 }, 'body'],
    [{ dateSkewMs: 1e300 }, 'dateSkewMs'],
    [{ latencyMs: 1e300 }, 'latencyMs'],
    [{ jitterMs: 1e300 }, 'jitterMs'],
  ])('is refused when it is asked for: %j', async (fault, field) => {
    const asked = await jwks(fault);
    const ordered = await platform.fetch(`${platform.origin}/__mock/faults`, {
      method: 'POST',
      body: JSON.stringify(fault),
    });

    for (const answer of [asked, ordered]) {
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        error: 'validation_error',
        message: expect.stringContaining(`'s ${field}`) as string,
      });
    }
    expect(() => platform.fault(fault)).toThrow(TypeError);
  });

  it('is one of deliveries of an event that there is not', async () => {
    expect((await jwks({ webhooks: 'late', eventType: 'order.completd' })).status).toBe(400);
  });

  it.each([204, 205, 304])('is none of status %i: the answer has no body then', async (status) => {
    const answer = await jwks({ status });

    expect([answer.status, await answer.text()]).toEqual([status, '']);
  });
});
