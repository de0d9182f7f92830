import { describe, expect, it } from 'vitest';
import { adminOf, listed, told } from './support/admin-of.js';
import { checkOut } from './support/check-out.js';
import { openDraw } from './support/open-draw.js';
import { guests } from './support/guests.js';
import { openOffer } from './support/open-offer.js';
import { openRelease } from './support/open-release.js';
import { openShop, type TestShop } from './support/open-shop.js';
import { setUpProduct } from './support/set-up-product.js';

const pathOf = (shop: TestShop, sequenceId = shop.organization.sequence.id): string =>
  `/sequences/${sequenceId}/products`;

describe('the products of a sequence', () => {
  it('are added, listed, weighed and taken out', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const path = pathOf(shop);
    const { id: productId } = shop.organization.product;

    expect(listed(await admin.get(path))).toEqual([]);
    const { body: made } = await admin.post(path, { productId, weight: 10 });
    expect(made).toMatchObject({ productId, weight: 10, archived: false, product: { id: productId } });
    expect(listed(await admin.get(path))).toEqual([made]);
    expect((await admin.get(`${path}/${productId}`)).body).toEqual(made);
    expect((await admin.put(`${path}/${productId}`, { weight: 20 })).body).toMatchObject({ weight: 20 });
    expect(told(await admin.post(path, { productId, weight: 1 }))).toEqual([409, 'conflict']);
    expect((await admin.remove(`${path}/${productId}`)).body).toMatchObject({ archived: true });
    expect(listed(await admin.get(path))).toEqual([]);
    expect(told(await admin.get(`${path}/${productId}`))).toEqual([404, 'not_found']);
    expect((await admin.post(path, { productId, weight: 1 })).status).toBe(200);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are replaced all at once, and keep their identity where they stay', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { id: kept } = shop.organization.product;
    const { id: added } = await setUpProduct(shop);
    const { sequenceId } = await openOffer(shop, { productIds: [kept, added] });
    const path = pathOf(shop, sequenceId);
    const { body: before } = await admin.post(path, { productId: kept, weight: 1 });

    const both = [
      { productId: added, weight: 3 },
      { productId: kept, weight: 2 },
    ];
    const after = listed(await admin.put(path, { sequenceProducts: both }));

    expect(after).toMatchObject([
      { id: before['id'], productId: kept, weight: 2 },
      { productId: added, weight: 3 },
    ]);
    expect(listed(await admin.put(path, { sequenceProducts: [] }))).toEqual([]);
    expect(listed(await admin.get(path))).toEqual([]);
    const twice = [both[0], both[0]];
    expect(told(await admin.put(path, { sequenceProducts: twice }))).toEqual([400, 'validation_error']);
    const unknown = [{ productId: 'prod_nowhere', weight: 1 }];
    expect(told(await admin.put(path, { sequenceProducts: unknown }))).toEqual([404, 'not_found']);
    expect(shop.platform.defects).toEqual([]);
  });

  it.each([0, 1001, 1.5])('F1: weigh 1 to 1000, not %d', async (weight) => {
    const shop = openShop();
    const { id: productId } = shop.organization.product;

    const answer = await adminOf(shop).post(pathOf(shop), { productId, weight });

    expect(told(answer)).toEqual([400, 'validation_error']);
  });

  it('decide what may be bought with a grant of the sequence', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { product } = shop.organization;
    const { id: other } = await setUpProduct(shop);
    const { sequenceId } = await openOffer(shop, { productIds: [product.id, other] });
    const path = pathOf(shop, sequenceId);
    await admin.post(path, { productId: other, weight: 1 });
    const release = await openRelease(shop, { sequenceId });
    const ann = await shop.guest();
    const refused = await release.enter(ann, shop.organization.variant.id);
    await admin.put(path, { sequenceProducts: [] });
    await release.enter(ann, shop.organization.variant.id);
    const grant = String((await release.status(ann))['admissionGrant']);
    await admin.post(path, { productId: other, weight: 1 });

    expect(told(refused)).toEqual([404, 'not_found']);
    const change = { distributionId: release.id };
    expect(told(await checkOut(shop, grant, change))).toEqual([404, 'not_found']);
    await admin.put(path, { sequenceProducts: [] });
    expect(await checkOut(shop, grant, change)).toMatchObject({ status: 200 });
  });

  it('are some that its experience offers, so that nothing is won that cannot be bought', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { id: other } = await setUpProduct(shop);
    const sequenceProducts = [{ productId: other, weight: 1 }];
    const { id: own } = shop.organization.product;
    const sequence = { name: 'Way', sequenceProducts };

    const answers = [
      await admin.post(pathOf(shop), { productId: other, weight: 1 }),
      await admin.put(pathOf(shop), { sequenceProducts }),
      await admin.post('/experiences', { name: 'Offer', products: [{ productId: own }], sequence }),
    ];

    expect(answers.map(told)).toEqual(answers.map(() => [404, 'not_found']));
    expect(listed(await admin.get(pathOf(shop)))).toEqual([]);
  });
});

describe('products that the platform assigns', () => {
  it('are picked by weight for the winners of a draw', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { variants, id: rare } = await setUpProduct(shop, {
      variants: [{ sku: 'RARE', price: '1.00', inventoryQuantity: 0, inventoryPolicy: 'untracked' }],
    });
    const { body: experience } = await admin.post('/experiences', {
      name: 'Lottery',
      products: [
        { productId: rare, productVariantId: variants['RARE'] },
        { productId: shop.organization.product.id },
      ],
      sequence: {
        name: 'All',
        productSelectionMode: 'SYSTEM_ASSIGNED',
        sequenceProducts: [
          { productId: rare, weight: 1 },
          { productId: shop.organization.product.id, weight: 9 },
        ],
      },
    });
    const [sequence] = experience['sequences'] as { id: string }[];
    const draw = await openDraw(shop, { sequenceId: sequence?.id, winnerCount: 40, capacity: 40 });
    const shoppers = await guests(shop, 40);
    for (const shopper of shoppers) await draw.enter(shopper);
    await shop.platform.clock.advance('10m');

    const states = await Promise.all(shoppers.map((shopper) => draw.status(shopper)));
    const picks = states.map((state) => state['selectedProductId']);

    const rares = picks.filter((id) => id === rare).length;
    expect(new Set(picks)).toEqual(new Set([rare, shop.organization.product.id]));
    expect(rares).toBeLessThan(20);
    expect((await draw.status(shoppers[0]!))['selectedProductId']).toBe(picks[0]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are not named where the shopper chooses', async () => {
    const shop = openShop();
    const draw = await openDraw(shop, { winnerCount: 1 });
    const ann = await shop.guest();
    await draw.enter(ann);
    await shop.platform.clock.advance('3m');

    const state = await draw.status(ann);

    expect(state).toMatchObject({ status: 'WON' });
    expect(state).not.toHaveProperty('selectedProductId');
  });
});
