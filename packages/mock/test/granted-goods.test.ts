import { describe, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { at } from './support/at.js';
import { checkOut } from './support/check-out.js';
import { openDraw } from './support/open-draw.js';
import { openOffer } from './support/open-offer.js';
import { openRelease } from './support/open-release.js';
import { openShop, type TestShop, type TestShopper } from './support/open-shop.js';
import { setUpProduct, type TestProduct } from './support/set-up-product.js';

interface Setting {
  readonly shop: TestShop;
  readonly ann: TestShopper;
  readonly other: TestProduct;
  readonly sequenceId: string;
}

/** A shop whose sequence offers a second product. */
async function setUp(sequence: object = {}): Promise<Setting> {
  const shop = openShop();
  const variants = [{ sku: 'LUX', price: '900.00', inventoryQuantity: 0, inventoryPolicy: 'untracked' }];
  const other = await setUpProduct(shop, { name: 'Luxury', variants });
  const productIds = [shop.organization.product.id, other.id];
  const { sequenceId } = await openOffer(shop, { productIds, sequence });
  return { shop, ann: await shop.guest(), other, sequenceId };
}

describe('a grant is good for what was won', () => {
  it('C16: a draw whose winners are assigned a product lets them buy that product alone', async () => {
    const { shop, ann, other, sequenceId } = await setUp({ productSelectionMode: 'SYSTEM_ASSIGNED' });
    const draw = await openDraw(shop, { sequenceId });
    await draw.enter(ann);
    await shop.platform.clock.advance('2m');
    const { admissionGrant, selectedProductId } = await draw.status(ann);
    const { product, variant } = shop.organization;
    const wishes = [
      { productId: product.id, variantId: variant.id },
      { productId: other.id, variantId: other.variants['LUX'] },
    ];
    const [own, foreign] = selectedProductId === other.id ? [wishes[1], wishes[0]] : wishes;
    const at = { distributionId: draw.id, quantity: 2 };

    expect(told(await checkOut(shop, String(admissionGrant), { ...at, ...foreign }))).toEqual([
      403,
      'grant_mismatch',
    ]);
    expect(told(await checkOut(shop, String(admissionGrant), { ...at, ...own }))).toEqual([200, undefined]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('C16: a draw that assigns nothing lets winners choose among what is offered', async () => {
    const { shop, ann, other, sequenceId } = await setUp();
    const draw = await openDraw(shop, { sequenceId });
    await draw.enter(ann);
    await shop.platform.clock.advance('2m');
    const { admissionGrant } = await draw.status(ann);
    const wish = { distributionId: draw.id, productId: other.id, variantId: other.variants['LUX'] };

    expect(told(await checkOut(shop, String(admissionGrant), wish))).toEqual([200, undefined]);
  });

  it('C16: a timed release sells the one piece that is reserved', async () => {
    const { shop, ann, other, sequenceId } = await setUp();
    const release = await openRelease(shop, { sequenceId });
    await release.enter(ann, shop.organization.variant.id);
    const grant = String((await release.status(ann))['admissionGrant']);
    const distributionId = release.id;
    const foreign = { productId: other.id, variantId: other.variants['LUX'] };

    expect(told(await checkOut(shop, grant, { distributionId, ...foreign }))).toEqual([
      403,
      'grant_mismatch',
    ]);
    expect(told(await checkOut(shop, grant, { distributionId, quantity: 2 }))).toEqual([
      400,
      'validation_error',
    ]);
    expect(told(await checkOut(shop, grant, { distributionId }))).toEqual([200, undefined]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('C16: an auction sells one thing', async () => {
    const { shop, ann, sequenceId } = await setUp();
    const auction = { sequenceId, name: 'Sale', settleAt: at(60), startPrice: '1.00' };
    const { body } = await adminOf(shop).post('/auctions', auction);
    const path = `/auctions/${String(body['id'])}`;
    await ann.call('POST', `${path}/bid`, { amount: '2.00' });
    await shop.platform.clock.advance('1m');
    const grant = String((await ann.call('GET', `${path}/status`)).body['admissionGrant']);
    const distributionId = String(body['id']);

    expect(told(await checkOut(shop, grant, { distributionId, quantity: 2 }))).toEqual([
      400,
      'validation_error',
    ]);
    expect(told(await checkOut(shop, grant, { distributionId }))).toEqual([200, undefined]);
  });
});
