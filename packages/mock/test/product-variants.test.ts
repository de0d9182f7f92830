import { describe, expect, it } from 'vitest';
import { adminOf, listed, told } from './support/admin-of.js';
import { openShop, start, type TestShop } from './support/open-shop.js';
import { setUpOption, setUpProduct, type TestOption, type TestProduct } from './support/set-up-product.js';

const small = { sku: 'NOVA-S', price: '99.90', inventoryQuantity: 3, inventoryPolicy: 'deny' } as const;

describe('variants', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { path, id: productId } = await setUpProduct(shop);

    const created = await admin.post(`${path}/variants`, small);
    const own = `${path}/variants/${created.body['id']}`;
    const list = await admin.get(`${path}/variants`);
    const changed = await admin.put(own, { price: '89.9', metadata: { tone: 'dark' } });
    const archived = await admin.remove(own);

    expect(created.body).toMatchObject({ ...small, productId, archived: false, metadata: null, options: [] });
    expect(listed(list)).toEqual([created.body]);
    expect(changed.body).toMatchObject({ ...small, price: '89.9', metadata: { tone: 'dark' } });
    expect(archived.body).toMatchObject({ archived: true, updatedAt: start });
    expect((await admin.get(own)).body).toEqual(archived.body);
    expect(listed(await admin.get(`${path}/variants`))).toEqual([]);
    expect((await admin.get(path)).body['variants']).toEqual([]);
    expect(told(await admin.put(own, { price: '1.00' }))).toEqual([409, 'conflict']);
    expect(told(await admin.patch(`${own}/inventory`, { adjustBy: 1 }))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('have no place in an archived product', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { path, variants } = await setUpProduct(shop, { variants: [small] });
    const own = `${path}/variants/${variants['NOVA-S']}`;
    await admin.remove(path);

    expect(told(await admin.post(`${path}/variants`, { ...small, sku: 'B' }))).toEqual([409, 'conflict']);
    expect(told(await admin.put(own, { price: '1.00' }))).toEqual([409, 'conflict']);
    expect(listed(await admin.get(`${path}/variants/available`))).toEqual([]);
    expect((await admin.get(own)).body).toMatchObject(small);
  });

  it('have a SKU of their own within a product; an archived one gives it free', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { path, variants } = await setUpProduct(shop, { variants: [small, { ...small, sku: 'NOVA-M' }] });
    const own = `${path}/variants/${variants['NOVA-M']}`;

    expect(told(await admin.post(`${path}/variants`, small))).toEqual([409, 'conflict']);
    expect(told(await admin.put(own, { sku: 'NOVA-S' }))).toEqual([409, 'conflict']);
    await admin.remove(`${path}/variants/${variants['NOVA-S']}`);
    expect((await admin.put(own, { sku: 'NOVA-S' })).status).toBe(200);
    await setUpProduct(shop, { variants: [small] });
  });

  it('belong to one product: another address does not lead to them', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { path } = await setUpProduct(shop, { variants: [small] });
    const seeded = shop.organization.variant.id;

    const foreign = await admin.get(`${path}/variants/${seeded}`);
    const unknown = await admin.get(`${path}/variants/var_nowhere`);

    expect(told(foreign)).toEqual([404, 'not_found']);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(told(await admin.remove(`${path}/variants/${seeded}`))).toEqual([404, 'not_found']);
  });

  it('leave their product without a default when it is archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { path, variants } = await setUpProduct(shop, { variants: [small] });

    expect((await admin.get(path)).body['defaultVariantId']).toBe(variants['NOVA-S']);
    await admin.remove(`${path}/variants/${variants['NOVA-S']}`);
    expect((await admin.get(path)).body['defaultVariantId']).toBeNull();
  });
});

describe('the inventory of a variant', () => {
  async function setUp(shop: TestShop, more: object = {}): Promise<{ product: TestProduct; path: string }> {
    const product = await setUpProduct(shop, { variants: [{ ...small, ...more }] });
    return { product, path: `${product.path}/variants/${product.variants['NOVA-S']}/inventory` };
  }

  it('is set, or changed by a number', async () => {
    const shop = openShop();
    const { path } = await setUp(shop);
    const change = async (body: object): Promise<unknown> =>
      (await adminOf(shop).patch(path, body)).body['inventoryQuantity'];

    expect(await change({ inventoryQuantity: 10 })).toBe(10);
    expect(await change({ adjustBy: -4 })).toBe(6);
    expect(await change({ adjustBy: 1 })).toBe(7);
    expect(await change({ inventoryQuantity: 0 })).toBe(0);
  });

  it('never falls below 0 where the policy is "deny"', async () => {
    const shop = openShop();
    const { path } = await setUp(shop);
    const admin = adminOf(shop);

    expect(told(await admin.patch(path, { adjustBy: -4 }))).toEqual([409, 'conflict']);
    expect(told(await admin.patch(path, { inventoryQuantity: -1 }))).toEqual([409, 'conflict']);
    expect((await admin.patch(path, { adjustBy: -3 })).body['inventoryQuantity']).toBe(0);
  });

  it('may fall below 0 where the policy is "continue", and the policy cannot change to "deny" there', async () => {
    const shop = openShop();
    const { product, path } = await setUp(shop, { inventoryPolicy: 'continue' });
    const own = `${product.path}/variants/${product.variants['NOVA-S']}`;
    const admin = adminOf(shop);

    expect((await admin.patch(path, { adjustBy: -5 })).body['inventoryQuantity']).toBe(-2);
    expect(told(await admin.put(own, { inventoryPolicy: 'deny' }))).toEqual([409, 'conflict']);
    expect((await admin.put(own, { inventoryPolicy: 'deny', inventoryQuantity: 0 })).status).toBe(200);
  });

  it.each([[{}], [{ inventoryQuantity: 1, adjustBy: 1 }], [{ adjustBy: 0.5 }], [{ inventoryQuantity: '3' }]])(
    'does not take %j',
    async (body) => {
      const shop = openShop();
      const { path } = await setUp(shop);

      expect(told(await adminOf(shop).patch(path, body))).toEqual([400, 'validation_error']);
    },
  );

  it('changes once under one idempotency key', async () => {
    const shop = openShop();
    const { path } = await setUp(shop);
    const call = { service: 'admin', idempotencyKey: 'adjust-0001' } as const;

    const first = await shop.merchant('PATCH', path, { adjustBy: 1 }, call);
    const again = await shop.merchant('PATCH', path, { adjustBy: 1 }, call);

    expect([first.body['inventoryQuantity'], again.body['inventoryQuantity']]).toEqual([4, 4]);
  });

  it('decides which variants are available', async () => {
    const shop = openShop();
    const { path, variants } = await setUpProduct(shop, {
      variants: [
        small,
        { ...small, sku: 'EMPTY', inventoryQuantity: 0 },
        { ...small, sku: 'ENDLESS', inventoryQuantity: 0, inventoryPolicy: 'continue' },
        { ...small, sku: 'UNCOUNTED', inventoryQuantity: 0, inventoryPolicy: 'untracked' },
        { ...small, sku: 'GONE' },
      ],
    });
    await adminOf(shop).remove(`${path}/variants/${variants['GONE']}`);

    const available = await adminOf(shop).get(`${path}/variants/available`);

    expect(listed(available).map(({ sku }) => sku)).toEqual(['NOVA-S', 'ENDLESS', 'UNCOUNTED']);
  });
});

describe('the values that a variant stands for', () => {
  async function setUp(
    shop: TestShop,
  ): Promise<{ size: TestOption; tone: TestOption; product: TestProduct }> {
    const size = await setUpOption(shop, { name: 'Size', values: ['S', 'M'] });
    const tone = await setUpOption(shop, { name: 'Tone', values: ['Dark'] });
    const product = await setUpProduct(shop, {
      variantOptionIds: [tone.id, size.id],
      variants: [small, { ...small, sku: 'NOVA-M' }],
    });
    return { size, tone, product };
  }
  const assign = (option: TestOption, value: string) => ({
    optionId: option.id,
    valueId: option.values[value],
  });

  it('are shown in the order of the options, and replace those it had', async () => {
    const shop = openShop();
    const { size, tone, product } = await setUp(shop);
    const path = `${product.path}/variants/${product.variants['NOVA-S']}/option-assignments`;
    const admin = adminOf(shop);

    const both = await admin.put(path, { optionAssignments: [assign(size, 'S'), assign(tone, 'Dark')] });
    const one = await admin.put(path, { optionAssignments: [assign(size, 'M')] });

    expect(both.body['options']).toEqual([
      { optionId: tone.id, optionName: 'Tone', valueId: tone.values['Dark'], value: 'Dark' },
      { optionId: size.id, optionName: 'Size', valueId: size.values['S'], value: 'S' },
    ]);
    expect(one.body['options']).toMatchObject([{ value: 'M' }]);
    expect((await admin.put(path, { optionAssignments: [] })).body['options']).toEqual([]);
  });

  it('are given to new variants too, also inside of a product', async () => {
    const shop = openShop();
    const { size, product } = await setUp(shop);
    const admin = adminOf(shop);
    const large = { ...small, sku: 'NOVA-X', optionAssignments: [assign(size, 'S')] };

    expect((await admin.post(`${product.path}/variants`, large)).body['options']).toMatchObject([
      { value: 'S' },
    ]);
    const swapped = await admin.put(product.path, {
      variants: [
        { ...large, optionAssignments: [assign(size, 'M')] },
        { ...small, optionAssignments: [assign(size, 'S')] },
      ],
    });
    expect(swapped.body).toMatchObject({
      variants: [{ options: [{ value: 'S' }] }, { options: [] }, { options: [{ value: 'M' }] }],
    });
  });

  it('are those of no other variant of the product, in whatever order they are named', async () => {
    const shop = openShop();
    const { size, tone, product } = await setUp(shop);
    const admin = adminOf(shop);
    const pathOf = (sku: string) => `${product.path}/variants/${product.variants[sku]}/option-assignments`;
    const values = [assign(size, 'S'), assign(tone, 'Dark')];

    await admin.put(pathOf('NOVA-S'), { optionAssignments: values });
    const same = await admin.put(pathOf('NOVA-M'), { optionAssignments: values.toReversed() });
    await admin.remove(`${product.path}/variants/${product.variants['NOVA-S']}`);

    expect(told(same)).toEqual([409, 'conflict']);
    expect((await admin.put(pathOf('NOVA-M'), { optionAssignments: values })).status).toBe(200);
  });

  it('are values of the options of the product, one for each', async () => {
    const shop = openShop();
    const { size, tone, product } = await setUp(shop);
    const other = await setUpOption(shop, { name: 'Width', values: ['Wide'] });
    const path = `${product.path}/variants/${product.variants['NOVA-S']}/option-assignments`;
    const tries: [object[], unknown[]][] = [
      [
        [assign(size, 'S'), assign(size, 'M')],
        [400, 'validation_error'],
      ],
      [[assign(other, 'Wide')], [409, 'conflict']],
      [[{ optionId: size.id, valueId: tone.values['Dark'] }], [404, 'not_found']],
      [[{ optionId: size.id, valueId: 'optval_nowhere' }], [404, 'not_found']],
      [[{ optionId: 'opt_nowhere', valueId: size.values['S'] }], [404, 'not_found']],
    ];

    for (const [optionAssignments, expected] of tries) {
      expect(told(await adminOf(shop).put(path, { optionAssignments }))).toEqual(expected);
    }
  });
});
