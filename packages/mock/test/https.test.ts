import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';

describe('E2, G6: a platform with an encrypted address', () => {
  const origin = 'https://mock.example';

  let platform: MockPlatform;

  beforeEach(() => {
    platform = createMockPlatform({ origin, authorities: ['127.0.0.1:4800'] });
  });

  it('sends whoever comes without encryption there, with method and query, and does nothing for them', async () => {
    const answer = await platform.fetch('http://mock.example/consumer/api/auth/guest?a=1', {
      method: 'POST',
      headers: { 'x-publishable-key': 'pk_test_aurora_mock' },
    });

    expect(answer.status).toBe(308);
    expect(answer.headers.get('location')).toBe(`${origin}/consumer/api/auth/guest?a=1`);
    expect(answer.headers.has('strict-transport-security')).toBe(false);
    expect(platform.requests[0]?.operation).toBeUndefined();
  });

  it.each(['mock.example', 'mock.example:80', 'MOCK.example'])(
    'sends there whoever calls it %s',
    async (host) => {
      const answer = await platform.fetch('http://127.0.0.1/', { headers: { host } });

      expect(answer.headers.get('location')).toBe(`${origin}/`);
    },
  );

  it.each(['', ':::', 'a b', 'mock.example.evil.example', 'evil.example'])(
    'sends nobody away from %j',
    async (host) => {
      const answer = await platform.fetch('http://127.0.0.1/', { headers: { host } });

      expect(answer.status).toBe(404);
      expect(platform.defects).toEqual([]);
    },
  );

  it('tells browsers to come encrypted from now on, on every answer', async () => {
    for (const path of ['/__mock/health', '/nothing']) {
      const { headers } = await platform.fetch(origin + path);

      expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
    }
  });

  it('answers a proxy on this machine that reaches it by another name', async () => {
    expect((await platform.fetch('http://127.0.0.1:4800/__mock/health')).status).toBe(200);
  });

  it('without one never claims to have it', async () => {
    platform = createMockPlatform();

    expect(
      (await platform.fetch(`${platform.origin}/__mock/health`)).headers.has('strict-transport-security'),
    ).toBe(false);
  });
});
