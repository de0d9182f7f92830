import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openShop, type TestShop } from './support/open-shop.js';

// Only the patience of the clock with the world outside is real time; it passes at once here.
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

/** A receiver that takes the delivery and never answers. */
const silent: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    // A socket reports its end a turn later than the abort, and so does this.
    init?.signal?.addEventListener('abort', () => setImmediate(reject, init.signal?.reason));
  });

async function enter(shop: TestShop): Promise<void> {
  const { id: organizationId } = shop.organization;
  const events = ['queue.consumer.entered'];
  shop.platform.addWebhookEndpoint({ organizationId, url: 'https://shop.example.com/hooks', events });
  const ann = await shop.guest();
  await ann.call('POST', `/queues/${shop.queueId}/enter`);
}

async function advance(shop: TestShop, by: string): Promise<void> {
  let done = false;
  const advanced = shop.platform.clock.advance(by).then(() => {
    done = true;
  });
  while (!done) await vi.advanceTimersByTimeAsync(1_000);
  await advanced;
}

describe('H9: a receiver that never answers', () => {
  it('is given 30 seconds of the platform’s time, then tried again after a minute', async () => {
    const shop = openShop({ deliver: silent });
    await enter(shop);

    await advance(shop, '29s');
    expect(shop.platform.deliveries).toMatchObject([{ status: 'pending', attempts: [] }]);
    await advance(shop, '1s');
    const start = Date.parse('2026-11-22T10:00:00.000Z');
    expect(shop.platform.deliveries[0]?.attempts).toEqual([{ at: start, error: 'timeout' }]);
    await advance(shop, '1h');
    expect(shop.platform.deliveries[0]?.attempts.map(({ at }) => (at - start) / 1000)).toEqual([
      0, 60, 360, 2_160,
    ]);
  });

  it('does not hold up the queue', async () => {
    const shop = openShop({ deliver: silent });
    await enter(shop);
    const ann = await shop.guest();
    await ann.call('POST', `/queues/${shop.queueId}/enter`);

    await advance(shop, '4s');

    const { body } = await ann.call('GET', `/queues/${shop.queueId}/status`);
    expect(body).toMatchObject({ status: 'GRANTED' });
  });
});
