import type { PlatformConfig } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { mockApi, type TestAnswer } from './support/mock-api.js';

const pk = 'pk_test_aurora_mock';
let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform({ allowedOrigins: ['https://shop.example'] });
});

const read = (key = pk, headers: Record<string, string> = {}): Promise<TestAnswer<PlatformConfig>> =>
  mockApi(platform).call('config.get', { pk: key, headers });

describe('the configuration of the platform', () => {
  it('is that of the key: its organization, its mode', async () => {
    const [aurora, borealis] = platform.world.organizations;

    const bodies = [await read(), await read('pk_live_borealis_mock')].map(({ body }) => body);

    expect(bodies).toMatchObject([
      { organizationId: aurora.id, mode: 'test', slug: aurora.slug, currencyCode: aurora.currencyCode },
      { organizationId: borealis.id, mode: 'live', slug: borealis.slug, timeZone: borealis.timeZone },
    ]);
    expect(platform.defects).toEqual([]);
  });

  it('tells of the settings what they are now', async () => {
    Object.assign(platform.settings, {
      accessTokenTtlSeconds: 60,
      pollAfterMs: 4_000,
      sessionPolicy: { idleSeconds: 900 },
      verifiedEmailOperations: ['queues.enter'],
    });

    const { body } = await read();

    expect(body).toMatchObject({
      features: { emailGate: true, challenges: true },
      session: {
        accessTokenSeconds: 60,
        refreshTokenSeconds: 2_592_000,
        idleSeconds: 900,
        absoluteSeconds: null,
      },
      polling: { pollAfterMs: 4_000 },
    });
  });

  it('F4: tells the limits that pages meet, and not those of servers', async () => {
    const { rateLimits } = (await read()).body;

    expect(rateLimits).toMatchObject({
      otpRequest: { scope: 'endpoint', perMinute: 10 },
      queueEnter: { scope: 'endpoint', perMinute: 1000, perSecond: 100 },
      publishableKey: { scope: 'key', perMinute: 5000 },
    });
    expect(Object.keys(rateLimits)).toEqual(
      expect.not.arrayContaining(['secretKey', 'adminRead', 'externalAuthorize']),
    );
    platform = createMockPlatform({ withoutRateLimits: true });
    expect((await read()).body.rateLimits).toEqual({});
  });

  it('may be kept for a minute, by key and by origin', async () => {
    const { headers } = await read(pk, { origin: 'https://shop.example' });

    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(headers.get('vary')).toBe('X-Publishable-Key, Origin');
    expect(headers.get('etag')).toMatch(/^"[\w-]{22}"$/);
  });

  it('is not sent again to whoever has it, until something changes', async () => {
    const etag = (await read()).headers.get('etag') ?? '';
    const again = async (known: string): Promise<[number, unknown, string | null]> => {
      const { status, body, headers } = await read(pk, { 'if-none-match': known });
      return [status, body, headers.get('etag')];
    };

    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      expect(await again(known)).toEqual([304, undefined, etag]);
    }
    expect((await again('"other"'))[0]).toBe(200);
    expect((await read('pk_live_aurora_mock', { 'if-none-match': etag })).status).toBe(200);
    platform.settings.pollAfterMs = 1_000;
    expect((await again(etag))[0]).toBe(200);
  });

  it('is refused without a key, and unknown on the hosted platform', async () => {
    expect((await mockApi(platform).call('config.get')).error).toBe('publishable_key_required');
    platform = createMockPlatform({ profile: 'hosted' });
    expect((await read()).status).toBe(404);
  });
});
