import { describe, expect, it } from 'vitest';
import { adminOf } from './support/admin-of.js';
import { guests } from './support/guests.js';
import { openShop, type TestShop, type TestShopper } from './support/open-shop.js';

const T0 = Date.parse('2026-11-22T10:00:00.000Z');
const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString();

async function enter(shop: TestShop, shopper: TestShopper): Promise<unknown> {
  return (await shopper.call('POST', `/queues/${shop.queueId}/enter`)).body;
}

async function status(shop: TestShop, shopper: TestShopper): Promise<unknown> {
  return (await shopper.call('GET', `/queues/${shop.queueId}/status`)).body;
}

describe('queues', () => {
  it('shows the queue to a page', async () => {
    const shop = openShop();

    const { status: code, body } = await shop.page('GET', `/queues/${shop.queueId}`);

    expect(code).toBe(200);
    expect(body).toMatchObject({ id: shop.queueId, admitRate: 30, admissionExpirationSeconds: 900 });
  });

  it('admits at admitRate on the virtual clock, first come, first served', async () => {
    const shop = openShop(); // 30 a minute: one every two seconds
    const [ann, bob] = [await shop.guest(), await shop.guest()];

    expect(await status(shop, ann)).toEqual({ status: 'NOT_QUEUED' });
    expect(await enter(shop, ann)).toEqual({
      status: 'QUEUED',
      position: 1,
      estimatedWaitTimeInSeconds: 2,
      positionDisplayMode: 'precise',
    });
    expect(await enter(shop, bob)).toMatchObject({ position: 2, estimatedWaitTimeInSeconds: 4 });
    await shop.platform.clock.advance(1_999);
    expect(await status(shop, ann)).toMatchObject({ status: 'QUEUED', position: 1 });
    await shop.platform.clock.advance(1);
    expect(await status(shop, ann)).toEqual({
      status: 'GRANTED',
      admissionGrant: expect.stringMatching(/^grant_[\w-]{43}$/),
      expiresAt: at(902),
      dequeuedAt: at(2),
    });
    expect(await status(shop, bob)).toMatchObject({ status: 'QUEUED', position: 1 });
    expect(shop.platform.defects).toEqual([]);
  });

  it('keeps the place of who enters again, and the same grant at every look', async () => {
    const shop = openShop();
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await enter(shop, ann);
    await enter(shop, bob);

    expect(await enter(shop, ann)).toMatchObject({ status: 'QUEUED', position: 1 });
    await shop.platform.clock.advance('2s');
    expect(await status(shop, ann)).toEqual(await enter(shop, ann));
  });

  it('lets a shopper leave, and take a new place at the end', async () => {
    const shop = openShop();
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await enter(shop, ann);
    await enter(shop, bob);

    const left = await ann.call('POST', `/queues/${shop.queueId}/leave`);

    expect(left.body).toEqual({ status: 'LEFT', dequeuedAt: at(0) });
    expect((await ann.call('POST', `/queues/${shop.queueId}/leave`)).body).toEqual(left.body);
    expect(await status(shop, bob)).toMatchObject({ position: 1 });
    expect(await enter(shop, ann)).toMatchObject({ position: 2 });
  });

  it('answers leaving a queue that one never entered with NOT_QUEUED', async () => {
    const shop = openShop();
    const ann = await shop.guest();

    expect((await ann.call('POST', `/queues/${shop.queueId}/leave`)).body).toEqual({ status: 'NOT_QUEUED' });
  });

  it('says when a queue opens, with 423 and a time', async () => {
    const shop = openShop();
    shop.organization.queue.openAt = at(60);
    const ann = await shop.guest();

    const early = await ann.call('POST', `/queues/${shop.queueId}/enter`);

    expect(early.status).toBe(423);
    expect(early.body).toMatchObject({ error: 'not_open' });
    expect(early.headers.get('retry-after')).toBe(at(60));
    await shop.platform.clock.advance('1m');
    expect(await enter(shop, ann)).toMatchObject({ status: 'QUEUED', position: 1 });
  });

  it('refuses more than the capacity with 429 and the seconds until somebody moves up', async () => {
    const shop = openShop();
    Object.assign(shop.organization.queue, { capacity: 1, admitRate: 4 });
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await enter(shop, ann);
    await shop.platform.clock.advance('3s');

    const full = await bob.call('POST', `/queues/${shop.queueId}/enter`);

    expect(full.status).toBe(429);
    expect(full.body).toMatchObject({ error: 'queue_full', retryAfter: 12 });
    expect(full.headers.get('retry-after')).toBe('12');
    await shop.platform.clock.advance('12s');
    expect(await enter(shop, bob)).toMatchObject({ status: 'QUEUED' });
  });

  it('refuses to take anybody into a closed queue, and denies who still waits', async () => {
    const shop = openShop();
    shop.organization.queue.closeAt = at(1);
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await enter(shop, ann);
    await shop.platform.clock.advance('1s');

    expect(await status(shop, ann)).toEqual({ status: 'DENIED', reason: 'QUEUE_CLOSED', dequeuedAt: at(1) });
    expect(await bob.call('POST', `/queues/${shop.queueId}/enter`)).toMatchObject({
      status: 409,
      body: { error: 'conflict' },
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('ends an admission that was not used in time', async () => {
    const shop = openShop();
    const ann = await shop.guest();
    await enter(shop, ann);
    await shop.platform.clock.advance('15m1s');
    expect(await status(shop, ann)).toMatchObject({ status: 'GRANTED' });
    await shop.platform.clock.advance('1s');

    expect(await status(shop, ann)).toEqual({
      status: 'DENIED',
      reason: 'ADMISSION_EXPIRED',
      dequeuedAt: at(902),
    });
    expect(await enter(shop, ann)).toMatchObject({ status: 'QUEUED', position: 1 });
  });

  it('hints how long to wait before the next look where the settings say so', async () => {
    const shop = openShop({ settings: { pollAfterMs: 700 } });
    const ann = await shop.guest();

    expect(await enter(shop, ann)).toMatchObject({ pollAfterMs: 700 });
    expect((await ann.call('GET', '/consumers/me')).body).toMatchObject({ pollAfterMs: 700 });
  });

  it('lets the merchant admit out of turn and deny', async () => {
    const shop = openShop();
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await enter(shop, ann);
    await enter(shop, bob);

    const admitted = await shop.merchant('POST', `/queues/${shop.queueId}/admit`, {
      consumerId: bob.consumerId,
    });
    const denied = await shop.merchant('POST', `/queues/${shop.queueId}/deny`, {
      consumerId: ann.consumerId,
      reason: 'BOT_DETECTED',
    });

    expect(admitted).toMatchObject({ status: 200, body: { status: 'GRANTED' } });
    expect(denied).toMatchObject({ status: 200, body: { status: 'DENIED', reason: 'BOT_DETECTED' } });
    expect(await status(shop, bob)).toEqual(admitted.body);
    expect(await status(shop, ann)).toEqual(denied.body);
    expect(await enter(shop, ann)).toEqual(denied.body);
  });

  it('refuses to admit a consumer who is not in the queue or whose part is over', async () => {
    const shop = openShop();
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await enter(shop, ann);
    await ann.call('POST', `/queues/${shop.queueId}/leave`);
    const admit = (consumerId: string) =>
      shop.merchant('POST', `/queues/${shop.queueId}/admit`, { consumerId });

    expect(await admit(bob.consumerId)).toMatchObject({ status: 404, body: { error: 'not_found' } });
    expect(await admit(ann.consumerId)).toMatchObject({ status: 409, body: { error: 'conflict' } });
    expect(shop.platform.defects).toEqual([]);
  });

  it('moves the place in line when a guest signs in, also under the id of before', async () => {
    const shop = openShop();
    const [guest, bob] = [await shop.guest(), await shop.guest()];
    await enter(shop, guest);
    await enter(shop, bob);
    await shop.member('ann@example.com'); // an account that exists, so that the two are joined
    const ann = await shop.member('ann@example.com', guest);

    expect(await status(shop, ann)).toMatchObject({ status: 'QUEUED', position: 1 });
    expect(await status(shop, bob)).toMatchObject({ status: 'QUEUED', position: 2 });
    const admitted = await shop.merchant('POST', `/queues/${shop.queueId}/admit`, {
      consumerId: guest.consumerId,
    });
    expect(admitted.body).toMatchObject({ status: 'GRANTED' });
    expect(await status(shop, ann)).toEqual(admitted.body);
  });
});

describe('a queue with a loyalty bias', () => {
  async function positions(loyaltyBiasEnabled: boolean): Promise<unknown[]> {
    const shop = openShop();
    const admin = adminOf(shop);
    const { id: sequenceId } = shop.organization.sequence;
    const line = { sequenceId, name: 'Line', admitRate: 0.1, loyaltyBiasEnabled };
    const path = `/queues/${String((await admin.post('/queues', line)).body['id'])}`;
    const [ann, bob, cy, loyal] = await guests(shop, 4);
    await admin.post(`/consumers/${loyal?.consumerId}/loyalty-adjustments`, { points: 99 });
    for (const shopper of [ann, bob, cy, loyal]) await shopper?.call('POST', `${path}/enter`);
    const states = [ann, bob, cy, loyal].map((shopper) => shopper?.call('GET', `${path}/status`));
    expect(shop.platform.defects).toEqual([]);
    return (await Promise.all(states)).map((answer) => answer?.body['position']);
  }

  it('lets who has points pass a few, and one without lets nobody', async () => {
    expect(await positions(true)).toEqual([1, 3, 4, 2]);
    expect(await positions(false)).toEqual([1, 2, 3, 4]);
  });
});

describe('D6: another organization, or the other mode', () => {
  it.each([
    ['the other organization', { organization: 1 }],
    ['live mode', { mode: 'live' }],
  ] as const)('%s answers as if it knew nothing', async (_, elsewhere) => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, ...elsewhere });
    const [ann, stranger] = [await shop.guest(), await other.guest()];
    await enter(shop, ann);
    const about = (id: string) => [
      other.page('GET', `/queues/${id}`),
      stranger.call('POST', `/queues/${id}/enter`),
      stranger.call('POST', `/queues/${id}/leave`),
      stranger.call('GET', `/queues/${id}/status`),
      other.merchant('POST', `/queues/${id}/admit`, { consumerId: ann.consumerId }),
      other.merchant('POST', `/queues/${id}/deny`, { consumerId: ann.consumerId, reason: 'BOT_DETECTED' }),
    ];

    const foreign = await Promise.all(about(shop.queueId));
    const unknown = await Promise.all(about('queue_nowhere'));

    const told = (answers: typeof foreign) =>
      answers.map(({ status: code, body }) => [code, body['error'], body['message']]);
    expect(told(foreign)).toEqual(told(unknown));
    expect(foreign.every(({ status: code }) => code === 404)).toBe(true);
    expect(await status(shop, ann)).toMatchObject({ status: 'QUEUED', position: 1 });
  });

  it('A3: tells a merchant about a foreign consumer what it tells about an unknown one', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const stranger = await other.guest();
    await enter(other, stranger);
    const ask = async (consumerId: string) => {
      const admit = await shop.merchant('POST', `/queues/${shop.queueId}/admit`, { consumerId });
      const profile = await shop.merchant('GET', `/consumers/${consumerId}`);
      return [admit, profile].map(({ status: code, body }) => [code, body['error'], body['message']]);
    };

    expect(await ask(stranger.consumerId)).toEqual(await ask('cons_nobody'));
  });
});
