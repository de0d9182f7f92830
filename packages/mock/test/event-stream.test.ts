import { beforeEach, describe, expect, it } from 'vitest';
import { openShop, type TestShop, type TestShopper } from './support/open-shop.js';
import { countIn, readStream, type StreamReader } from './support/read-stream.js';

let shop: TestShop;

beforeEach(() => {
  shop = openShop();
});

interface Listening {
  readonly lastEventId?: string;
  readonly query?: string;
  readonly signal?: AbortSignal;
}

function request(
  { accessToken }: Pick<TestShopper, 'accessToken'>,
  given: Listening = {},
): Promise<Response> {
  const { lastEventId, query = '', signal } = given;
  return shop.platform.fetch(`${shop.platform.origin}/consumer/api/events/stream${query}`, {
    headers: {
      'x-publishable-key': shop.organization.keys.test.publishable,
      authorization: `Bearer ${accessToken}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
    ...(signal !== undefined && { signal }),
  });
}

async function listen(shopper: TestShopper, given?: Listening): Promise<StreamReader> {
  const answer = await request(shopper, given);
  expect(answer.status).toBe(200);
  return readStream(answer);
}

async function visit(): Promise<TestShopper> {
  const shopper = await shop.guest();
  await shopper.call('POST', `/experiences/${shop.experienceId}/enter`);
  return shopper;
}

const enterQueue = (shopper: TestShopper) => shopper.call('POST', `/queues/${shop.queueId}/enter`);

describe('F14: the stream of events of a shopper', () => {
  it('begins with what consumers.me tells, and is one that browsers and proxies know', async () => {
    const shopper = await visit();
    const stream = await listen(shopper);
    const [first] = await stream.until(1);
    const me = await shopper.call('GET', '/consumers/me');

    expect(first).toEqual({ id: expect.stringMatching(/\.0$/) as string, event: 'state', data: me.body });
    expect(stream.text).toMatch(/^retry: \d+\n\n/);
    expect(stream.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.answer.headers.get('cache-control')).toBe('no-store');
    expect(shop.platform.defects).toEqual([]);
  });

  it('tells a change of the own journey with its cause and the state of it, under ids that grow', async () => {
    const shopper = await visit();
    const stream = await listen(shopper);
    await enterQueue(shopper);
    await shop.platform.settle();
    await shop.merchant('POST', `/queues/${shop.queueId}/admit`, { consumerId: shopper.consumerId });
    await shop.platform.settle();

    const [, entered, granted] = await stream.until(3);
    const { active } = (await shopper.call('GET', '/consumers/me')).body as {
      active: { journeys: object[] };
    };

    expect(entered).toMatchObject({
      id: expect.stringMatching(/\.1$/) as string,
      event: 'journey',
      data: { causes: ['entered'] },
    });
    expect(granted).toMatchObject({
      id: expect.stringMatching(/\.2$/) as string,
      event: 'journey',
      data: { causes: ['granted'] },
    });
    expect(granted?.data['journey']).toEqual(active.journeys[0]);
    expect(JSON.stringify(granted)).toContain('grant_');
  });

  it('tells nobody else of it, and least of all the grant', async () => {
    const [shopper, other] = [await visit(), await visit()];
    const stream = await listen(other);
    await enterQueue(shopper);
    await shop.merchant('POST', `/queues/${shop.queueId}/admit`, { consumerId: shopper.consumerId });
    await shop.platform.settle();
    await shop.platform.clock.advance('5s');

    await stream.rest();

    expect(stream.text).not.toContain('grant_');
    expect(stream.text).not.toContain(shopper.consumerId);
  });

  it('tells positions at most once a second, however many leave', async () => {
    const slow = { admitRate: 0.001 };
    const put = await shop.merchant('PUT', `/queues/${shop.queueId}`, slow, { service: 'admin' });
    expect(put.body).toMatchObject(slow);
    const others = [];
    for (let count = 0; count < 6; count += 1) others.push(await visit());
    for (const other of others) await enterQueue(other);
    const last = await visit();
    await enterQueue(last);
    const stream = await listen(last);
    await shop.platform.clock.advance('2s');
    const leave = (shopper?: TestShopper) => shopper?.call('POST', `/queues/${shop.queueId}/leave`);

    await leave(others[1]);
    await shop.platform.settle();
    for (const other of others.slice(2, 5)) await leave(other);
    await shop.platform.settle();
    const early = (await stream.rest()).filter(({ event }) => event === 'position');
    await shop.platform.clock.advance('1s');
    const late = (await stream.rest()).filter(({ event }) => event === 'position');

    expect(early.length).toBe(1);
    expect(late.length).toBe(2);
    expect(late[1]?.data).toMatchObject({ distributionId: shop.queueId });
    expect(Number(late[1]?.data['position'])).toBe(Number(early[0]?.data['position']) - 3);
  });

  it('sends heartbeats on the clock of the platform, and only as that moves', async () => {
    const stream = await listen(await visit());
    await stream.rest();
    const before = stream.text.includes(': beat');
    await shop.platform.clock.advance('45s');
    await stream.rest();

    expect(before).toBe(false);
    expect(stream.text.match(/: beat\n\n/g)).toHaveLength(3);
  });
});

describe('F14: a client that comes back', () => {
  it('hears what it missed, once, and nothing that it knows', async () => {
    const shopper = await visit();
    const first = await listen(shopper);
    await enterQueue(shopper);
    await shop.platform.settle();
    const [, entered] = await first.until(2);
    await first.leave();
    await shop.merchant('POST', `/queues/${shop.queueId}/admit`, { consumerId: shopper.consumerId });
    await shop.platform.settle();

    const second = await listen(shopper, { lastEventId: entered?.id ?? '' });

    expect((await second.rest()).map((each) => [countIn(each), each.event])).toEqual([['2', 'journey']]);
  });

  it.each(['99', '-1', 'abc', '1.5', ''])(
    'is told to begin anew after an event that is not known: %j',
    async (lastEventId) => {
      const stream = await listen(await visit(), { lastEventId });

      expect((await stream.until(1))[0]?.event).toBe('reset');
    },
  );

  it('is told to begin anew after an hour', async () => {
    const shopper = await shop.member('ada@example.com');
    await shopper.call('POST', `/experiences/${shop.experienceId}/enter`);
    const first = await listen(shopper);
    await enterQueue(shopper);
    await shop.platform.settle();
    const [, entered] = await first.until(2);
    await first.leave();
    await shop.platform.clock.advance('61m');

    const again = await shop.member('ada@example.com');
    const second = await listen(again, { lastEventId: entered?.id ?? '' });

    expect((await second.until(1))[0]?.event).toBe('reset');
  });
});

describe('F13, F14: who may listen, and how long', () => {
  it.each([
    ['no token', { 'x-publishable-key': 'pk_test_aurora_mock' }, 401],
    ['no key', { authorization: 'Bearer abc' }, 401],
    ['nothing', {}, 401],
  ])('%s is refused as on every operation', async (_, headers, status) => {
    const answer = await shop.platform.fetch(`${shop.platform.origin}/consumer/api/events/stream`, {
      headers,
    });

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/json');
  });

  it('a token in the address is refused, next to a good one and alone', async () => {
    const shopper = await visit();
    const query = `?token=${shopper.accessToken}`;
    const both = await request(shopper, { query });
    const alone = await shop.platform.fetch(`${shop.platform.origin}/consumer/api/events/stream${query}`, {
      headers: { 'x-publishable-key': shop.organization.keys.test.publishable },
    });

    expect([both.status, alone.status]).toEqual([400, 401]);
  });

  it('the stream says that the access token has run out, and ends', async () => {
    const stream = await listen(await visit());
    await shop.platform.clock.advance('1h');

    expect((await stream.end()).at(-1)).toMatchObject({ event: 'token_expired', data: {} });
  });

  it('the stream ends at once with the session', async () => {
    const shopper = await visit();
    const stream = await listen(shopper);
    await shopper.call('POST', '/auth/logout');

    expect((await stream.end()).at(-1)).toMatchObject({ event: 'session_ended', data: {} });
  });

  it('the stream ends in order when the platform starts over', async () => {
    const stream = await listen(await visit());
    shop.platform.reset();

    expect((await stream.end()).length).toBe(1);
  });

  it('G1: a preflight lets pages name the last event', async () => {
    const listed = openShop({ allowedOrigins: ['https://shop.example'] });
    const answer = await listed.platform.fetch(`${listed.platform.origin}/consumer/api/events/stream`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'GET' },
    });

    expect(answer.headers.get('access-control-allow-headers')).toContain('last-event-id');
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });
});

describe('F14: faults of the real stream', () => {
  async function struck(fault: Parameters<TestShop['platform']['fault']>[0]) {
    const shopper = await visit();
    shop.platform.fault(fault);
    const stream = await listen(shopper);
    return { shopper, stream };
  }

  it('tell events twice', async () => {
    const { stream } = await struck({ operation: 'events.stream', streamEvents: 'duplicate' });

    expect((await stream.until(2)).map((each) => [countIn(each), each.event])).toEqual([
      ['0', 'state'],
      ['0', 'state'],
    ]);
  });

  it('cut the stream at a byte, and a client that comes back loses nothing', async () => {
    const { stream, shopper } = await struck({ operation: 'events.stream', cutBodyAt: 30, times: 1 });

    await expect(stream.end()).rejects.toThrow('terminated');
    expect((await (await listen(shopper)).until(1))[0]?.event).toBe('state');
  });

  it('lose the answer, and leave nobody behind who is told', async () => {
    const shopper = await visit();
    shop.platform.fault({ operation: 'events.stream', loseAnswer: true, times: 1 });

    await expect(request(shopper)).rejects.toThrow('fetch failed');
  });

  it('fall silent', async () => {
    const { stream, shopper } = await struck({ operation: 'events.stream', endlessBody: 'silence' });
    await enterQueue(shopper);
    await shop.platform.settle();

    expect(await stream.rest()).toEqual([]);
  });

  it('tell events late', async () => {
    const { stream } = await struck({ operation: 'events.stream', streamEvents: 'late', latencyMs: 3_000 });
    await stream.rest();
    await shop.platform.clock.advance('3s'); // for the line that says when to come back
    const before = await stream.rest();
    await shop.platform.clock.advance('3s');

    expect(before).toEqual([]);
    expect((await stream.rest()).map(({ event }) => event)).toEqual(['state']);
  });
});
