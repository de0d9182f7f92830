import { describe, expect, it } from 'vitest';
import { adminOf } from './support/admin-of.js';
import { openShop, type TestShop, type TestShopper } from './support/open-shop.js';

async function routeOf(shop: TestShop, shopper: TestShopper): Promise<unknown> {
  await shopper.call('POST', `/experiences/${shop.experienceId}/enter`);
  return (await shopper.call('POST', `/experiences/${shop.experienceId}/route`, {})).body['outcome'];
}

describe('a way that is reserved for an audience', () => {
  it('lets its members in, and nobody else', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const [ada, bob] = [await shop.member('ada@example.com'), await shop.member('bob@example.com')];
    const { body } = await admin.post('/audiences', { name: 'Friends', type: 'STATIC' });
    await admin.put(`/sequences/${shop.organization.sequence.id}`, { audienceId: body['id'] });

    await admin.post(`/audiences/${body['id']}/members`, { consumerIds: [ada.consumerId] });

    expect([await routeOf(shop, ada), await routeOf(shop, bob)]).toEqual(['routed', 'no_access']);
  });

  it('follows the rules of the audience as they are, and as the consumer is', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member('ada@example.com');
    const rules = [{ attribute: 'metadata.tier', operator: 'IN', value: ['gold', 'silver'] }];
    const { body } = await admin.post('/audiences', { name: 'Tiers', type: 'DYNAMIC', rules });
    await admin.put(`/sequences/${shop.organization.sequence.id}`, { audienceId: body['id'] });

    expect(await routeOf(shop, ada)).toBe('no_access');

    await admin.put(`/consumers/${ada.consumerId}`, { metadata: { tier: 'gold' } });
    expect(await routeOf(shop, ada)).toBe('routed');

    const onlySilver = [{ attribute: 'metadata.tier', operator: 'EQUALS', value: 'silver' }];
    await admin.put(`/audiences/${body['id']}/rules`, { rules: onlySilver });
    expect(await routeOf(shop, ada)).toBe('no_access');
  });

  it('lets nobody in once the audience is archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member('ada@example.com');
    const { body } = await admin.post('/audiences', { name: 'Friends', type: 'STATIC' });
    await admin.post(`/audiences/${body['id']}/members`, { consumerIds: [ada.consumerId] });
    await admin.put(`/sequences/${shop.organization.sequence.id}`, { audienceId: body['id'] });
    expect(await routeOf(shop, ada)).toBe('routed');

    await admin.remove(`/audiences/${body['id']}`);

    expect(await routeOf(shop, ada)).toBe('no_access');
  });
});
