import { systemClock, type Clock } from '@fanfare/core';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { FanfareServer } from '@fanfare/node';
import { createWebhooks, memoryInbox, webhookHandler } from '@fanfare/node/webhooks';
import { describe, expect, it, onTestFinished } from 'vitest';

const url = 'https://shop.aurora.com/webhooks';
const events: ['queue.consumer.entered'] = ['queue.consumer.entered'];

/** A merchant whose endpoint is a handler in this process. */
interface Backend {
  readonly platform: MockPlatform;
  readonly fanfare: FanfareServer;
  /** The time of the platform, for receivers. */
  readonly clock: Clock;
  /** Takes deliveries from now on. */
  receive: (request: Request) => Promise<Response>;
  /** Lets some shoppers enter the queue at once, and waits for what follows. */
  crowd(size: number): Promise<void>;
}

function openBackend(): Backend {
  const platform = createMockPlatform({
    now: '2026-11-22T10:00:00Z',
    deliver: (to, init) => backend.receive(new Request(to as string | URL, init)),
  });
  onTestFinished(async () => {
    expect(platform.defects).toEqual([]);
    await platform.close();
  });
  const [shop] = platform.world.organizations;
  const clock: Clock = { now: () => platform.clock.now(), setTimeout: systemClock.setTimeout };
  const { secret: secretKey, publishable } = shop.keys.test;
  const pk = { 'x-publishable-key': publishable };
  const post = async (path: string, token?: string): Promise<{ accessToken: string }> => {
    const headers = { ...pk, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
    const request = new Request(`${platform.origin}/consumer/api${path}`, { method: 'POST', headers });
    return (await (await platform.fetch(request)).json()) as { accessToken: string };
  };
  const backend: Backend = {
    platform,
    clock,
    fanfare: new FanfareServer({ secretKey, baseUrl: platform.origin, fetch: platform.fetch, clock }),
    receive: () => Promise.resolve(new Response(null)),
    async crowd(size) {
      await Promise.all(
        Array.from({ length: size }, async () => {
          const { accessToken } = await post('/auth/guest');
          await post(`/queues/${shop.queue.id}/enter`, accessToken);
        }),
      );
      await platform.settle();
    },
  };
  return backend;
}

describe('H11: a roll under load', () => {
  it.each([
    ['the old secret', (old: string) => [old]],
    ['the new secret', (_: string, fresh: string) => [fresh]],
    ['both, the new one first', (old: string, fresh: string) => [fresh, old]],
    ['both, the old one first', (old: string, fresh: string) => [old, fresh]],
  ])('is not noticed by a receiver that has %s', async (_, secretsOf) => {
    const backend = openBackend();
    const { platform, fanfare } = backend;
    const { id, secret } = await fanfare.admin.webhooks.create({ url, events });
    const rolled = await fanfare.admin.webhooks.rollSecret(id, { overlapSeconds: 3_600 });
    const secrets = secretsOf(secret, rolled.secret);
    const webhooks = createWebhooks({ secrets, clock: backend.clock });
    const handled: string[] = [];
    backend.receive = async (request) => {
      const { event } = await webhooks.verifyDelivery(request);
      handled.push(event.id);
      return new Response(null, { status: 204 });
    };

    for (let minute = 0; minute < 6; minute += 1) {
      await backend.crowd(5);
      await platform.clock.advance('10m');
    }

    expect(platform.deliveries).toHaveLength(30);
    expect(new Set(platform.deliveries.map(({ attempts }) => attempts.length))).toEqual(new Set([1]));
    expect(new Set(handled).size).toBe(30);

    await backend.crowd(1);
    const last = platform.deliveries.at(-1);
    expect(last?.status).toBe(secrets.includes(rolled.secret) ? 'delivered' : 'pending');
  });

  it('does not touch deliveries that wait for a retry: they are signed with what is valid then', async () => {
    const backend = openBackend();
    const { platform, fanfare } = backend;
    const { id } = await fanfare.admin.webhooks.create({ url, events });
    backend.receive = () => Promise.resolve(new Response(null, { status: 503 }));
    await backend.crowd(10);
    const { secret } = await fanfare.admin.webhooks.rollSecret(id, { overlapSeconds: 0 });
    const types: string[] = [];
    backend.receive = webhookHandler({
      secrets: [secret],
      clock: backend.clock,
      on: { 'queue.consumer.entered': ({ type }) => types.push(type) },
    });

    await platform.clock.advance('1m');

    expect(types).toHaveLength(10);
    expect(new Set(platform.deliveries.map(({ status }) => status))).toEqual(new Set(['delivered']));
  });
});

describe('H5: what is sent again', () => {
  it('has its effect once, whether it is replayed or redelivered', async () => {
    const backend = openBackend();
    const { platform, fanfare } = backend;
    const { id, secret } = await fanfare.admin.webhooks.create({ url, events });
    const effects: string[] = [];
    backend.receive = webhookHandler({
      secrets: [secret],
      clock: backend.clock,
      inbox: memoryInbox({ clock: backend.clock }),
      on: { 'queue.consumer.entered': (event) => effects.push(event.id) },
    });
    await backend.crowd(3);
    await platform.clock.advance('10m');

    const deliveries = await fanfare.admin.webhooks.deliveries.list(id).toArray({ limit: 10 });
    for (const { id: deliveryId } of deliveries)
      await fanfare.admin.webhooks.deliveries.redeliver({ endpointId: id, deliveryId });
    const span = { startTime: '2026-11-22T10:00:00.000Z', endTime: '2026-11-22T11:00:00.000Z' };
    const replay = await fanfare.admin.webhooks.replay(id, span);
    await platform.settle();

    expect(replay).toEqual({ endpointId: id, events: 3 });
    expect(effects).toHaveLength(3);
    const after = await fanfare.admin.webhooks.deliveries.list(id).toArray({ limit: 10 });
    expect(after.map(({ status, origin, attempts }) => [status, origin, attempts.length])).toEqual([
      ...Array.from({ length: 3 }, () => ['delivered', 'replay', 1]),
      ...Array.from({ length: 3 }, () => ['delivered', 'event', 2]),
    ]);
  });
});

describe('H6: admin.webhooks', () => {
  it('sets an endpoint up, tries it, and shows what happened', async () => {
    const backend = openBackend();
    const { fanfare } = backend;
    const { admin } = fanfare;
    const { id, secret, ...shown } = await admin.webhooks.create({ url, events: ['*'], description: 'Till' });
    const webhooks = createWebhooks({ secrets: [secret], clock: backend.clock });
    backend.receive = async (request) => Response.json({ type: (await webhooks.verify(request)).type });

    const sample = await admin.webhooks.test({ endpointId: id, eventType: 'auction.settled' });
    await backend.crowd(1);
    const happened = await admin.webhooks
      .events({ eventTypes: ['queue.consumer.entered'] })
      .toArray({ limit: 5 });
    const changed = await admin.webhooks.update(id, { enabled: false });

    expect(sample).toMatchObject({ status: 'delivered', origin: 'test' });
    expect(happened).toMatchObject([{ type: 'queue.consumer.entered' }]);
    expect(changed).toMatchObject({
      ...shown,
      enabled: false,
      disabledReason: 'merchant',
      updatedAt: expect.any(String),
      updatedBy: expect.any(String),
    });
    expect(await admin.webhooks.get(id)).toEqual(changed);
    expect(await admin.webhooks.list({ enabled: false }).toArray({ limit: 5 })).toEqual([changed]);
    expect(await admin.webhooks.archive(id)).toMatchObject({ archived: true });
    await expect(
      admin.webhooks.create({ url: 'http://shop.aurora.com/', events: ['*'] }),
    ).rejects.toMatchObject({
      code: 'validation_error',
    });
  });
});
