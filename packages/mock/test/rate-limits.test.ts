import { exposedHeaders, rateLimits } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform, type MockPlatformOptions } from '@fanfare/mock';
import { startMockServer } from '@fanfare/mock/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { guests } from './support/guests.js';
import { mockApi, type TestAnswer } from './support/mock-api.js';
import { openShop, start } from './support/open-shop.js';

const pk = 'pk_test_aurora_mock';
const sk = 'sk_test_aurora_mock';
const queueId = 'queue_aurora';
let platform: MockPlatform;

function open(options: MockPlatformOptions = {}): MockPlatform {
  platform = createMockPlatform({ now: start, seed: 7, addressFrom: 'x-from', ...options });
  return platform;
}

beforeEach(() => {
  open();
});

const requestOtp = (on = platform, key = pk): Promise<TestAnswer> =>
  mockApi(on).call('auth.requestOtp', { pk: key, body: { email: 'ada@example.com' } });
const readQueue = (given: object = {}): Promise<TestAnswer> =>
  mockApi(platform).call('queues.get', { pk, params: { queueId }, ...given });
const listQueues = (): Promise<TestAnswer> => mockApi(platform).call('admin.queues.list', { signedBy: sk });

async function times<Result>(count: number, run: () => Promise<Result>): Promise<Result[]> {
  const all: Result[] = [];
  while (all.length < count) all.push(await run());
  return all;
}
const statuses = (answers: readonly TestAnswer[]): number[] => answers.map(({ status }) => status);
const shown = ({ headers }: TestAnswer): unknown[] =>
  ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));

describe('F4: a limit', () => {
  it('lets as many calls through as are documented, refuses the next one, and fills again with time', async () => {
    const answers = await times(11, requestOtp);

    expect(statuses(answers)).toEqual([...Array<number>(10).fill(200), 429]);
    expect(answers[10]?.headers.get('retry-after')).toBe('6');
    await platform.clock.advance('5s');
    expect((await requestOtp()).headers.get('retry-after')).toBe('1');
    await platform.clock.advance('1s');
    expect(statuses(await times(2, requestOtp))).toEqual([200, 429]);
    await platform.clock.advance('1m');
    expect(statuses(await times(11, requestOtp))).toEqual([...Array<number>(10).fill(200), 429]);
    expect(platform.defects).toEqual([]);
  });

  it('says whose calls it counted, and which limit it is', async () => {
    const { body, error } = (await times(11, requestOtp))[10] as TestAnswer;

    expect(error).toBe('rate_limited');
    expect(body).toMatchObject({ retryAfter: 6, details: { scope: 'endpoint', limit: 'otpRequest' } });
  });

  it('refuses in the documented words on the hosted platform', async () => {
    const hosted = open({ profile: 'hosted' });

    const answer = (await times(11, () => requestOtp(hosted)))[10] as TestAnswer;

    expect(answer.body).toEqual({ error: 'Rate limit exceeded', retryAfter: 6 });
    expect(answer.headers.has('ratelimit')).toBe(false);
    expect(shown(answer)).toEqual(['10', '0', String(Date.parse(start) / 1000 + 60)]);
  });

  it('counts each organization and each mode apart', async () => {
    await times(11, requestOtp);

    const others = ['pk_test_borealis_mock', 'pk_live_aurora_mock'].map((key) => requestOtp(platform, key));

    expect(statuses(await Promise.all(others))).toEqual([200, 200]);
  });

  it('has a burst of its own: a hundred may enter a queue in a second, and a thousand in a minute', async () => {
    const shop = openShop({ withoutRateLimits: false });
    const crowd = await guests(shop, 101);
    const enter = (): Promise<number[]> =>
      Promise.all(
        crowd.map(async (guest) => (await guest.call('POST', `/queues/${shop.queueId}/enter`)).status),
      );

    expect((await enter()).filter((status) => status === 429)).toHaveLength(1);
    let entered = 100;
    for (let second = 1; second <= 12; second += 1) {
      await shop.platform.clock.advance('1s');
      entered += (await enter()).filter((status) => status === 200).length;
    }

    // Twelve seconds let a fifth of a minute's thousand flow in.
    expect(entered).toBe(1000 + 200);
  });

  it('holds for a key, whatever is called with it', async () => {
    open({ rateLimits: { publishableKey: { perMinute: 3 }, secretKey: { perMinute: 2 } } });

    const pages = [...(await times(3, readQueue)), await requestOtp()];
    const servers = await times(3, listQueues);

    expect(statuses(pages)).toEqual([200, 200, 200, 429]);
    expect(pages[3]?.body).toMatchObject({ details: { scope: 'key', limit: 'publishableKey' } });
    expect(statuses(servers)).toEqual([200, 200, 429]);
    expect(servers[2]?.body).toMatchObject({ details: { scope: 'key', limit: 'secretKey' } });
  });

  it('holds for a consumer, and for nobody else', async () => {
    open({ rateLimits: { consumer: { perMinute: 2 } } });
    const tokens = await times(2, async () => {
      const { accessToken } = await mockApi(platform).guest(platform.world.organizations[0].keys.test);
      return accessToken;
    });
    const me = (token: string | undefined) =>
      mockApi(platform).call('consumers.me', { pk, ...(token && { token }) });

    const answers = await times(3, () => me(tokens[0]));

    expect(statuses(answers)).toEqual([200, 200, 429]);
    expect(answers[2]?.body).toMatchObject({ details: { scope: 'user', limit: 'consumer' } });
    expect((await me(tokens[1])).status).toBe(200);
  });

  it('holds for an address, before it is looked at who calls', async () => {
    open({ rateLimits: { address: { perMinute: 2 } } });
    const call = (from: string, key = 'pk_test_unknown_key') =>
      readQueue({ pk: key, headers: { 'x-from': from } });

    const answers = await times(3, () => call('203.0.113.7'));

    expect(statuses(answers)).toEqual([401, 401, 429]);
    expect(answers[2]?.body).toMatchObject({ details: { scope: 'ip', limit: 'address' } });
    expect(answers[0]?.headers.get('x-ratelimit-remaining')).toBe('1');
    expect((await call('203.0.113.8', pk)).status).toBe(200);
  });

  it.each([
    ['reads of the OpenAPI document', '/admin/api/openapi.json', {}, 200],
    ['calls of what there is not', '/consumer/api/nothing', {}, 404],
    ['calls of pages that may not', '/consumer/api/config', { origin: 'https://evil.example' }, 403],
  ])('holds for an address, also for %s', async (_, path, headers, status) => {
    open({ rateLimits: { address: { perMinute: 2 } } });
    const call = (from: string) =>
      platform.fetch(platform.origin + path, { headers: { 'x-from': from, ...headers } });

    const answers = await times(3, () => call('203.0.113.7'));

    expect(answers.map((answer) => answer.status)).toEqual([status, status, 429]);
    expect(answers.map(({ headers: told }) => told.get('x-ratelimit-remaining'))).toEqual(['1', '0', '0']);
    expect(answers[2]?.headers.get('retry-after')).toBe('30');
    expect((await call('203.0.113.8')).status).toBe(status);
    expect(platform.defects).toEqual([]);
  });

  it('counts nothing of the control surface', async () => {
    open({ rateLimits: { address: { perMinute: 1 } } });

    const answers = await times(5, () =>
      Promise.all(['/health', '/nothing'].map((path) => platform.fetch(`${platform.origin}/__mock${path}`))),
    );

    expect(answers.flat().map(({ status }) => status)).toEqual(Array(5).fill([200, 404]).flat());
  });

  it('is not known by address where nobody said how to read one, and is not fooled by what a request says', async () => {
    open({ addressFrom: () => undefined, rateLimits: { address: { perMinute: 1 } } });

    const answers = await times(3, () => readQueue({ headers: { 'x-forwarded-for': '203.0.113.7' } }));

    expect(statuses(answers)).toEqual([200, 200, 200]);
  });

  it('takes nothing from one bucket where another one refuses', async () => {
    open({ rateLimits: { publishableKey: { perMinute: 12 } } });
    await times(20, requestOtp);

    expect(shown(await readQueue())).toEqual(['12', '1', expect.any(String)]);
  });

  it.each([
    ['admin.queues.list', 'adminRead'],
    ['admin.products.create', 'adminWrite'],
  ])('is of its kind in the Admin service: %s', async (_, name) => {
    open({ rateLimits: { [name]: { perMinute: 1 } } });
    const write = () =>
      mockApi(platform).call('admin.queues.archive', { signedBy: sk, params: { queueId: 'queue_none' } });

    const answers = await times(2, name === 'adminRead' ? listQueues : write);

    expect(answers[1]?.body).toMatchObject({ error: 'rate_limited', details: { limit: name } });
  });
});

describe('F4: the headers of a limit', () => {
  it('are on every answer, and tell of the limit that is nearest', async () => {
    const [first, second] = await times(2, requestOtp);
    const missing = await mockApi(platform).call('queues.get', { pk, params: { queueId: 'queue_none' } });

    const epoch = Date.parse(start) / 1000;
    expect(shown(first as TestAnswer)).toEqual(['10', '9', String(epoch + 6)]);
    expect(shown(second as TestAnswer)).toEqual(['10', '8', String(epoch + 12)]);
    expect([missing.status, shown(missing)]).toEqual([404, ['5000', '4997', String(epoch + 1)]]);
  });

  it('write the reset as an ISO time where that is asked for', async () => {
    open({ settings: { rateLimitReset: 'iso' } });

    expect(shown(await requestOtp())).toEqual(['10', '9', '2026-11-22T10:00:06.000Z']);
  });

  it('say the same in the words of the draft standard', async () => {
    const { headers } = await requestOtp();

    expect(headers.get('ratelimit-policy')).toBe('"otpRequest";q=10;w=60, "publishableKey";q=5000;w=60');
    expect(headers.get('ratelimit')).toBe('"otpRequest";r=9;t=6, "publishableKey";r=4999;t=1');
  });

  it('can be read by pages of other origins, with the wait', async () => {
    open({ allowedOrigins: ['https://shop.example'], rateLimits: { publishableKey: { perMinute: 1 } } });
    const [, refused] = await times(2, () => readQueue({ headers: { origin: 'https://shop.example' } }));

    const exposed = refused?.headers.get('access-control-expose-headers')?.split(', ');
    expect(refused?.status).toBe(429);
    expect(exposed).toEqual([...exposedHeaders]);
    expect(exposed).toEqual(expect.arrayContaining(['retry-after', 'x-ratelimit-reset', 'ratelimit']));
  });

  it('are on no answer that is not limited', async () => {
    for (const path of ['/consumer/api/openapi.json', '/__mock/health', '/nothing']) {
      const { headers } = await platform.fetch(platform.origin + path);

      expect(headers.has('x-ratelimit-limit')).toBe(false);
    }
  });
});

describe('F4: the numbers', () => {
  it('can be changed while the platform runs, here and from outside', async () => {
    const patch = (body: object) =>
      platform.fetch(`${platform.origin}/__mock/settings`, { method: 'PATCH', body: JSON.stringify(body) });
    await times(11, requestOtp);

    expect(
      (await patch({ rateLimits: { otpRequest: { perMinute: 2 } }, rateLimitReset: 'iso' })).status,
    ).toBe(200);
    const answers = await times(3, requestOtp);
    platform.settings.rateLimits = { ...rateLimits, otpRequest: { scope: 'endpoint', perMinute: 1 } };
    const after = await times(2, requestOtp);

    expect(statuses(answers)).toEqual([200, 200, 429]);
    expect(shown(answers[0] as TestAnswer)[2]).toBe('2026-11-22T10:00:30.000Z');
    expect(statuses(after)).toEqual([200, 429]);
    platform.reset();
    expect(shown(await requestOtp())).toEqual(['10', '9', expect.stringMatching(/^\d+$/)]);
  });

  it.each<object>([
    { rateLimits: { nothing: { perMinute: 1 } } },
    { rateLimits: { constructor: { perMinute: 1 } } },
    { rateLimits: { otpRequest: { perMinute: 0 } } },
    { rateLimits: { otpRequest: { perMinute: 1.5 } } },
    { rateLimits: { otpRequest: { perMinute: '10' } } },
    { rateLimits: { otpRequest: { perSecond: 1 } } },
    { rateLimits: { otpRequest: { perMinute: 1, perHour: 1 } } },
    { rateLimits: { otpRequest: null } },
    { rateLimits: [] },
    { rateLimitReset: 'soon' },
  ])('are not taken like this: %j', async (body) => {
    const init = { method: 'PATCH', body: JSON.stringify(body) };

    expect((await platform.fetch(`${platform.origin}/__mock/settings`, init)).status).toBe(400);
    expect((await requestOtp()).headers.get('x-ratelimit-limit')).toBe('10');
  });

  it('are refused as options, too', () => {
    const wrong = { otpRequest: { perMinute: -1 } };

    expect(() => open({ rateLimits: wrong })).toThrow(TypeError);
  });

  it('do not count at all where that is asked for by name', async () => {
    open({ withoutRateLimits: true, rateLimits: { otpRequest: { perMinute: 1 } } });

    const answers = await times(30, requestOtp);

    expect(new Set(statuses(answers))).toEqual(new Set([200]));
    expect(answers[0]?.headers.has('x-ratelimit-limit')).toBe(false);
  });
});

describe('F4: a server', () => {
  it('counts the address of the connection, and what others say of themselves only behind a named proxy', async () => {
    const options = { rateLimits: { address: { perMinute: 2 } } };
    for (const [trustedProxies, expected] of [
      [[], [200, 200, 429]],
      [['127.0.0.1'], [200, 200, 200]],
    ] as const) {
      const server = await startMockServer({ ...options, trustedProxies, flow: false });
      const seen: number[] = [];
      for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) {
        const headers = { 'x-publishable-key': pk, 'x-forwarded-for': address };
        seen.push((await fetch(`${server.url}/consumer/api/queues/${queueId}`, { headers })).status);
      }
      await server.close();

      expect(seen).toEqual(expected);
    }
  });
});
