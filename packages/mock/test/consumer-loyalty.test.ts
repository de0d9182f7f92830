import { describe, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { openShop, start } from './support/open-shop.js';

interface Entry {
  readonly id: string;
  readonly pointsDelta: number;
}

describe('the loyalty transactions of a consumer', () => {
  it('are what changed their points, the newest first, with what will expire', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { consumerId } = await shop.guest();
    await admin.put('/loyalty/settings', { enabled: true, expirationType: 'fixed', fixedExpireMonths: 2 });
    await admin.post(`/consumers/${consumerId}/loyalty-adjustments`, { points: 50, reason: 'Welcome' });
    await admin.post(`/consumers/${consumerId}/loyalty-adjustments`, { points: -20, reference: 'ticket-1' });

    const { body } = await admin.get(`/consumers/${consumerId}/loyalty-transactions`);
    const consumer = await admin.get(`/consumers/${consumerId}`);

    expect(body).toMatchObject({
      transactions: [
        { pointsDelta: -20, bucketExpiresOn: null, metadata: { sourceId: 'ticket-1' } },
        { pointsDelta: 50, occurredAt: start, sourceDescription: 'Welcome', sourceType: 'ADJUSTMENT' },
      ],
      expiringBuckets: [{ earnedOn: '2026-11-22', pointsRemaining: 30 }],
      nextCursor: null,
    });
    expect(consumer.body['loyaltyBalance']).toBe(30);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are read page by page while points come in', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { consumerId } = await shop.guest();
    const give = (points: number): Promise<unknown> =>
      admin.post(`/consumers/${consumerId}/loyalty-adjustments`, { points });
    for (const points of [1, 2, 3, 4, 5]) await give(points);

    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await admin.get(`/consumers/${consumerId}/loyalty-transactions?limit=2${more}`);
      seen.push(...(body['transactions'] as readonly Entry[]).map(({ pointsDelta }) => pointsDelta));
      cursor = body['nextCursor'] as string | null; // as the contract says
      await give(100);
    } while (cursor !== null && seen.length < 50);

    expect(seen).toEqual([5, 4, 3, 2, 1]);
  });

  it('are not read from a place that is none, nor of somebody unknown', async () => {
    const shop = openShop();
    const { consumerId } = await shop.guest();
    const read = (path: string) => adminOf(shop).get(`/consumers/${path}`);

    expect(told(await read(`${consumerId}/loyalty-transactions?cursor=nowhere`))).toEqual([
      400,
      'validation_error',
    ]);
    expect(told(await read('cons_nowhere/loyalty-transactions'))).toEqual([404, 'not_found']);
  });
});
