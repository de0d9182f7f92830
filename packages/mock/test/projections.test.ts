import { describe, expect, it } from 'vitest';
import { openShop } from './support/open-shop.js';

const admin = { service: 'admin' } as const;

describe('D9: what a page learns of what a merchant set up', () => {
  it('is not who of the team did it, nor the least price, wherever they stand', async () => {
    const shop = openShop();
    const auction = {
      sequenceId: shop.organization.sequence.id,
      name: 'The last pair',
      settleAt: '2026-11-23T10:00:00.000Z',
      startPrice: '10.00',
      reservePrice: '512.34',
    };
    const { body: made } = await shop.merchant('POST', '/auctions', auction, admin);
    await shop.merchant('PUT', `/auctions/${made['id']}`, { name: 'The very last pair' }, admin);
    const by = String(made['createdBy']);
    const ann = await shop.guest();

    const seen = [
      await shop.page('GET', `/auctions/${made['id']}`),
      await shop.page('GET', `/experiences/${shop.experienceId}`),
      await ann.call('POST', `/experiences/${shop.experienceId}/enter`),
      await ann.call('GET', '/consumers/me'),
    ];
    const merchant = await shop.merchant('GET', `/auctions/${made['id']}`, undefined, admin);

    expect(merchant.body).toMatchObject({ reservePrice: '512.34', createdBy: by, updatedBy: by });
    for (const { status, body } of seen) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('512.34');
      expect(JSON.stringify(body)).not.toContain(by);
    }
    expect(seen[0]?.body).toMatchObject({
      createdBy: 'merchant',
      updatedBy: 'merchant',
      startPrice: '10.00',
    });
    expect(seen[0]?.body).not.toHaveProperty('reservePrice');
    expect(shop.platform.defects).toEqual([]);
  });
});
