import { operations } from '@fanfare/contract/operations';
import { limits, type ConsumerId } from '@fanfare/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { createContext } from '../src/create-context.js';
import { resolveOptions } from '../src/options/resolve-options.js';
import { createConsumerChannels } from '../src/streams/consumer-channels.js';
import { createOpenStreams } from '../src/streams/open-streams.js';
import { streamAnswer } from '../src/streams/stream-answer.js';
import { adminOf } from './support/admin-of.js';
import { dumpState } from './support/dump-state.js';
import { openShop, start, type TestShop, type TestShopper } from './support/open-shop.js';
import { readStream, type StreamReader } from './support/read-stream.js';

let shop: TestShop;

beforeEach(() => {
  shop = openShop();
});

interface Attack {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly of?: TestShop;
  readonly path?: string;
}

/** Asks for a stream as a shopper, with whatever is laid on top of it. */
function ask({ accessToken }: Pick<TestShopper, 'accessToken'>, attack: Attack = {}): Promise<Response> {
  const { method = 'GET', headers = {}, of = shop, path = '/events/stream' } = attack;
  return of.platform.fetch(`${of.platform.origin}/consumer/api${path}`, {
    method,
    headers: {
      'x-publishable-key': of.organization.keys.test.publishable,
      authorization: `Bearer ${accessToken}`,
      ...headers,
    },
  });
}

async function listen(shopper: TestShopper, attack?: Attack): Promise<StreamReader> {
  const answer = await ask(shopper, attack);
  expect(answer.status).toBe(200);
  return readStream(answer);
}

async function visit(of: TestShop = shop): Promise<TestShopper> {
  const shopper = await of.guest();
  await shopper.call('POST', `/experiences/${of.experienceId}/enter`);
  return shopper;
}

/** Does things until the stream has told so many events. */
async function busy(shopper: TestShopper, events: number): Promise<string> {
  const stream = await listen(shopper);
  for (let event = 1; event < events; event += 1) {
    await shopper.call('POST', `/queues/${shop.queueId}/${event % 2 === 1 ? 'enter' : 'leave'}`);
    await shop.platform.settle();
  }
  const heard = await stream.until(events);
  await stream.leave();
  return heard.at(-1)?.id ?? '';
}

describe('F14: an id of an event that is somebody else’s', () => {
  it('of another shopper is one that is not known, however high it is', async () => {
    const [one, other] = [await visit(), await visit()];
    await busy(one, 4);
    const foreign = await busy(other, 2);

    const [first] = await (await listen(one, { headers: { 'last-event-id': foreign } })).until(1);

    expect(first?.event).toBe('reset');
  });

  it('of the guest that a member was is one that is not known, so that nothing of the member is missed', async () => {
    const member = await shop.member('ada@example.com');
    await busy(member, 4);
    const guest = await visit();
    const before = await busy(guest, 2);
    const again = await shop.member('ada@example.com', guest);

    const [first] = await (await listen(again, { headers: { 'last-event-id': before } })).until(1);

    expect(first?.event).toBe('reset');
  });

  it('of the time before a platform began anew is one that is not known', async () => {
    const before = await busy(await visit(), 2);
    shop.platform.reset();
    const shopper = await visit();
    await busy(shopper, 4);

    const [first] = await (await listen(shopper, { headers: { 'last-event-id': before } })).until(1);

    expect(first?.event).toBe('reset');
  });

  it('of another feed is one that is not known', async () => {
    const path = `/experiences/${shop.experienceId}/activity/stream`;
    const feedOf = async (of: TestShop, headers?: Record<string, string>): Promise<StreamReader> =>
      listen(await of.guest(), {
        of,
        path: path.replace(shop.experienceId, of.experienceId),
        ...(headers && { headers }),
      });
    const other = openShop({ platform: shop.platform, organization: 1 });
    for (const of of [shop, other]) {
      await adminOf(of).put(`/experiences/${of.experienceId}`, { activityFeed: true });
      for (let time = 0; time < 3; time += 1) {
        const shopper = await visit(of);
        await shopper.call('POST', `/queues/${of.queueId}/enter`);
      }
    }
    const [{ id = '' } = {}] = await (await feedOf(other)).until(1);

    const [first] = await (await feedOf(shop, { 'last-event-id': id })).until(1);

    expect(first?.event).toBe('reset');
  });
});

describe('F13: a stream that is open', () => {
  const publishable = async (): Promise<string> => {
    const made = await adminOf(shop).post('/api-keys', { name: 'page', kind: 'publishable' });
    expect(made.status).toBe(200);
    return JSON.stringify(made.body);
  };

  it('ends soon after its publishable key was revoked', async () => {
    const body = JSON.parse(await publishable()) as { id: string; key: string };
    const stream = await listen(await visit(), { headers: { 'x-publishable-key': body.key } });
    await adminOf(shop).remove(`/api-keys/${body.id}`);
    await shop.platform.clock.advance('15s');

    await expect(stream.end()).resolves.toHaveLength(1);
  });

  it('ends soon after its origin was taken off the list', async () => {
    const origin = 'https://shop.example';
    shop.organization.allowedOrigins.push(origin);
    const stream = await listen(await visit(), { headers: { origin } });
    shop.organization.allowedOrigins.splice(0);
    await shop.platform.clock.advance('15s');

    await expect(stream.end()).resolves.toHaveLength(1);
  });

  it('is not opened for pages of an origin that is not listed, nor readable there', async () => {
    const answer = await ask(await visit(), { headers: { origin: 'https://evil.example' } });

    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it.each([
    ['of another organization', () => openShop({ platform: shop.platform, organization: 1 })],
    ['of live mode', () => openShop({ platform: shop.platform, mode: 'live' })],
  ])('is not opened with a key %s', async (_, other) => {
    const { organization, page } = other();
    const mode = organization === shop.organization ? 'live' : 'test';
    const key = organization.keys[mode].publishable;
    expect((await page('GET', '/config')).status).toBe(200);

    const answer = await ask(await visit(), { headers: { 'x-publishable-key': key } });

    expect(answer.status).toBe(401);
  });

  it('leaves nothing of a shopper who is erased', async () => {
    const shopper = await visit();
    const stream = await listen(shopper);
    await shopper.call('POST', `/queues/${shop.queueId}/enter`);
    await shop.platform.settle();
    expect(keptOf(shopper)).not.toEqual([]);
    await shopper.call('DELETE', '/consumers/me');
    expect((await stream.end()).at(-1)?.event).toBe('session_ended');

    await shop.platform.clock.advance('61m');
    expect(keptOf(shopper)).toEqual([]);
  }, 120_000);

  /** What the channels of streams keep of a shopper. */
  function keptOf({ consumerId }: TestShopper): readonly string[] {
    return dumpState(shop.platform)
      .filter(({ path, text }) => /channels|lastIds|buffer|told/i.test(path) && text.includes(consumerId))
      .map(({ path }) => path);
  }
});

describe('F14: how many streams there may be', () => {
  it('is limited for each shopper, and another may begin as soon as one is over', async () => {
    const shopper = await visit();
    const open: StreamReader[] = [];
    for (let count = 0; count < limits.streamsPerConsumer; count += 1) open.push(await listen(shopper));
    const refused = await ask(shopper);
    await open[0]?.leave();

    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { error: 'rate_limited', details: { limit: 'streamsPerConsumer' } },
    ]);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await ask(shopper)).status).toBe(200);
    expect((await ask(await visit())).status).toBe(200);
    expect(shop.platform.defects).toEqual([]);
  });

  it('is limited, however many ask at once', async () => {
    const shopper = await visit();
    const answers = await Promise.all(
      Array.from({ length: limits.streamsPerConsumer * 3 }, () => ask(shopper)),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(limits.streamsPerConsumer);
  });

  it('does not count a HEAD, which opens none', async () => {
    const shopper = await visit();
    for (let count = 0; count < limits.streamsPerConsumer * 2; count += 1) {
      const answer = await ask(shopper, { method: 'HEAD' });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'text/event-stream; charset=utf-8',
      ]);
    }

    expect((await ask(shopper)).status).toBe(200);
  });

  it('is limited for each address at a feed, which wants no shopper', async () => {
    const from = openShop({ withoutRateLimits: false, addressFrom: () => '198.51.100.7' });
    await adminOf(from).put(`/experiences/${from.experienceId}`, { activityFeed: true });
    const url = `${from.platform.origin}/consumer/api/experiences/${from.experienceId}/activity/stream`;
    const headers = { 'x-publishable-key': from.organization.keys.test.publishable };
    const statuses: number[] = [];
    for (let count = 0; count <= limits.streamsPerAddress; count += 1)
      statuses.push((await from.platform.fetch(url, { headers })).status);

    expect(statuses.filter((status) => status === 200)).toHaveLength(limits.streamsPerAddress);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('F14: what a stream costs the platform', () => {
  function direct() {
    const { context, defects } = createContext(resolveOptions({ now: start }));
    const [organization] = context.world.organizations;
    const tenant = { organizationId: organization.id, mode: 'test' } as const;
    const answer = (source: Parameters<typeof streamAnswer>[0]): Response =>
      streamAnswer(source, {
        operation: operations.events.stream,
        context,
        principal: { kind: 'publishable', tenant },
        strict: false,
        request: { method: 'GET', signal: new AbortController().signal },
        headers: new Headers(),
      });
    return { context, defects, tenant, answer, streams: context.use(createOpenStreams) };
  }

  it('is not more than a megabyte for who reads nothing, and nothing when that is reached', async () => {
    const { answer, streams } = direct();
    const kilobytes = 'x'.repeat(50_000);
    let sent = 0;
    const slow = answer(({ send }) => {
      for (; sent < 100 && streams.count === 1; sent += 1) send({ event: 'journey', data: kilobytes });
      return () => undefined;
    });

    expect(sent).toBeLessThan(25);
    expect(streams.count).toBe(0);
    await expect(slow.text()).rejects.toThrow('too slow');
  });

  it('is nothing where what tells it fails, and that is a defect', async () => {
    const { answer, streams, defects } = direct();
    const broken = answer(() => {
      throw new Error('no state');
    });

    await expect(broken.text()).rejects.toThrow();
    expect(streams.count).toBe(0);
    expect(defects.join()).toContain('no state');
  });

  it('is not a channel for ever: one that rests is dropped, and not the one that follows it', async () => {
    const { context, tenant } = direct();
    const channels = context.use(createConsumerChannels);
    const shopper = { tenant, consumerId: 'cons_a' as ConsumerId };
    const sink = { send: () => undefined, end: () => undefined };
    const leave = channels.join({ shopper, sink, lastEventId: null });
    channels.forget(shopper);
    leave();
    channels.join({ shopper, sink, lastEventId: null });
    await context.clock.advance('2h');

    expect([channels.channels, channels.listeners]).toEqual([1, 1]);
  });
});

describe('H6: webhook endpoints', () => {
  it('are limited for each tenant, and archived ones do not count', async () => {
    const admin = adminOf(shop);
    const add = (): ReturnType<typeof admin.post> =>
      admin.post('/webhooks', { url: 'https://hooks.example.com/fanfare', events: ['*'] });
    const first = await add();
    for (let count = 1; count < limits.webhookEndpoints; count += 1) await add();
    const refused = await add();
    await admin.remove(`/webhooks/${String(first.body['id'])}`);
    const again = await add();

    expect([first.status, refused.status, again.status]).toEqual([200, 409, 200]);
    expect(refused.body).toMatchObject({ error: 'conflict' });
    expect(shop.platform.defects).toEqual([]);
  });
});

describe('F14: a head that is forged', () => {
  it.each(['1\u0000', '9'.repeat(4_000), '0x1', '%0d%0aevent: x', '𝟙', '.1', 'a.b.1', '-.-'])(
    'names no event: %j',
    async (lastEventId) => {
      const bytes = Buffer.from(lastEventId, 'utf8').toString('latin1');
      const asked = ask(await visit(), { headers: { 'last-event-id': bytes } });
      const answer = await asked.catch((error: unknown) => error);
      if (!(answer instanceof Response)) return expect(answer).toBeInstanceOf(TypeError);

      expect((await readStream(answer).until(1))[0]?.event).toBe('reset');
    },
  );

  it('is refused where it is too large', async () => {
    const answer = await ask(await visit(), { headers: { 'last-event-id': '9'.repeat(20_000) } });

    expect(answer.status).toBe(431);
  });
});
