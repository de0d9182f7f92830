import { describe, expect, it } from 'vitest';
import { adminOf, listed, paged, told } from './support/admin-of.js';
import { openShop, start, type Answer, type TestShop } from './support/open-shop.js';

const sneaker = {
  name: 'Nova Runner',
  url: 'https://shop.example.com/nova',
  handle: 'nova-runner',
  description: 'Light as a feather',
  metadata: { season: 'winter' },
} as const;
const variant = { sku: 'NOVA-42', price: '99.90', inventoryQuantity: 3, inventoryPolicy: 'deny' } as const;

function create(shop: TestShop, more: object = {}): Promise<Answer> {
  return adminOf(shop).post('/products', { ...sneaker, ...more });
}

describe('products', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);

    const created = await create(shop, { variants: [variant] });
    const path = `/products/${created.body['id']}`;
    const list = await admin.get('/products');
    const changed = await admin.put(path, { name: 'Nova Runner 2', description: null });
    const archived = await admin.remove(path);
    const read = await admin.get(path);
    const left = await admin.get('/products');

    expect(created.status).toBe(200);
    expect(created.body).toMatchObject({
      ...sneaker,
      archived: false,
      createdAt: start,
      defaultVariantId: expect.stringMatching(/^var_/),
      productMediaAssets: [],
      variants: [{ ...variant, options: [], productId: created.body['id'] }],
    });
    expect(paged(list).map(({ id }) => id)).toEqual([created.body['id'], shop.organization.product.id]);
    expect(changed.body).toMatchObject({ name: 'Nova Runner 2', description: null, handle: 'nova-runner' });
    expect(archived.body).toMatchObject({ archived: true, updatedAt: start });
    expect(read.body).toEqual(archived.body);
    expect(paged(left).map(({ id }) => id)).toEqual([shop.organization.product.id]);
    expect(told(await admin.put(path, { name: 'again' }))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are listed by name or age, searched, and read in pages', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    for (const name of ['Cedar', 'Birch', 'Aspen']) {
      await create(shop, { name, handle: name, variants: [{ ...variant, sku: `${name}-SKU` }] });
      await shop.platform.clock.advance('1s');
    }
    const namesOf = (answer: Answer): unknown[] => paged(answer).map(({ name }) => name);

    const byName = await admin.get('/products?sortBy=name&sortDir=asc&first=2');
    const { endCursor } = byName.body['pageInfo'] as { endCursor: string };
    const rest = await admin.get(`/products?sortBy=name&sortDir=asc&first=2&after=${endCursor}`);

    expect(namesOf(await admin.get('/products'))).toEqual(['Aspen', 'Birch', 'Cedar', 'Aurora One']);
    expect(namesOf(byName)).toEqual(['Aspen', 'Aurora One']);
    expect(namesOf(rest)).toEqual(['Birch', 'Cedar']);
    expect(rest.body['pageInfo']).toMatchObject({ endCursor: null });
    expect(namesOf(await admin.get('/products?search=irch-sk'))).toEqual(['Birch']);
    expect(told(await admin.get('/products?search=b'))).toEqual([400, 'validation_error']);
  });

  it.each([
    ['the name', 'nova run'],
    ['the description', 'FEATHER'],
    ['the handle', 'nova-'],
    ['a SKU', 'va-42'],
  ])('are found by %s, archived ones never', async (_, search) => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { body } = await create(shop, { variants: [variant] });
    const path = `/products/search?search=${encodeURIComponent(search)}`;

    const found = await admin.get(path);
    await admin.remove(`/products/${body['id']}`);

    expect(listed(found)).toEqual([body]);
    expect(listed(await admin.get(path))).toEqual([]);
  });

  it('are found up to a limit', async () => {
    const shop = openShop();
    for (const handle of ['one', 'two', 'three']) await create(shop, { handle });

    expect(listed(await adminOf(shop).get('/products/search?search=nova&limit=2'))).toHaveLength(2);
    expect(listed(await adminOf(shop).get('/products/search?search=nova'))).toHaveLength(3);
  });

  it('D6: are unknown to the other organization, and to the other mode', async () => {
    const shop = openShop();
    const { body } = await create(shop, { variants: [variant] });
    const variantId = body['defaultVariantId'];
    const others = [
      openShop({ platform: shop.platform, organization: 1 }),
      openShop({ platform: shop.platform, mode: 'live' }),
    ];

    for (const other of others) {
      const admin = adminOf(other);
      const unknown = await admin.get('/products/prod_nowhere');
      const foreign = await admin.get(`/products/${body['id']}`);
      expect(unknown.status).toBe(404);
      expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
      expect((await admin.put(`/products/${body['id']}`, { name: 'mine' })).status).toBe(404);
      expect((await admin.remove(`/products/${body['id']}`)).status).toBe(404);
      expect((await admin.get(`/products/${body['id']}/variants/${variantId}`)).status).toBe(404);
      // The handle is free there, so that the upsert makes a product of its own.
      expect((await create(other)).body['id']).not.toBe(body['id']);
    }
    expect((await adminOf(shop).get(`/products/${body['id']}`)).body).toEqual(body);
  });
});

describe('an upsert', () => {
  it('finds a product by its handle and changes it; what is left out stays', async () => {
    const shop = openShop();
    const first = await create(shop, { variants: [variant, { ...variant, sku: 'NOVA-43' }] });

    const again = await adminOf(shop).post('/products', {
      name: 'Nova Runner II',
      url: sneaker.url,
      handle: sneaker.handle,
      variants: [{ sku: 'NOVA-43', price: '79.00' }],
    });

    expect(again.body).toMatchObject({
      id: first.body['id'],
      name: 'Nova Runner II',
      description: sneaker.description,
      defaultVariantId: first.body['defaultVariantId'],
      variants: [variant, { sku: 'NOVA-43', price: '79.00', inventoryQuantity: 3 }],
    });
  });

  it('finds a product by where it was copied from, and keeps that account', async () => {
    const shop = openShop();
    const source = { syncSource: 'shopify', syncSourceId: 'gid-1' };
    const { handle: _handle, ...nameless } = sneaker;
    const admin = adminOf(shop);

    const first = await admin.post('/products', { ...nameless, primarySyncSource: source });
    const again = await admin.post('/products', {
      ...nameless,
      name: 'Renamed',
      primarySyncSource: { ...source, lastSyncedAt: start, sourceData: { rev: 2 }, syncStatus: 'SUCCESS' },
    });
    const other = await admin.post('/products', {
      ...nameless,
      primarySyncSource: { ...source, syncSource: 'woocommerce' },
    });

    expect(again.body).toMatchObject({
      id: first.body['id'],
      name: 'Renamed',
      primaryExternalId: 'gid-1',
      primarySourceVendor: 'shopify',
      primaryLastSyncedAt: start,
      primarySyncSource: { ...source, sourceData: { rev: 2 }, syncStatus: 'SUCCESS' },
    });
    expect(again.body['primarySyncSourceId']).toBe((again.body['primarySyncSource'] as { id: string }).id);
    expect(other.body['id']).not.toBe(first.body['id']);
  });

  it('makes a new product where neither is given, or the one with that handle is archived', async () => {
    const shop = openShop();
    const first = await create(shop, { handle: null });
    const second = await create(shop);
    await adminOf(shop).remove(`/products/${second.body['id']}`);

    expect((await create(shop, { handle: null })).body['id']).not.toBe(first.body['id']);
    expect((await create(shop)).body['id']).not.toBe(second.body['id']);
  });

  it.each([
    [{ variants: [variant, { ...variant, price: '1.00' }] }, 400, 'validation_error'],
    [{ variants: [variant, { ...variant, sku: 'B', inventoryQuantity: -1 }] }, 409, 'conflict'],
    [{ variants: [variant], defaultVariantId: 'var_aurora' }, 404, 'not_found'],
    [{ variants: [variant], variantOptionIds: ['opt_nowhere'] }, 404, 'not_found'],
    [
      { variants: [{ ...variant, optionAssignments: [{ optionId: 'opt_x', valueId: 'val_x' }] }] },
      404,
      'not_found',
    ],
    [{ variants: [{ ...variant, price: 99.9 }] }, 400, 'validation_error'],
    [{ color: 'red' }, 400, 'validation_error'],
  ])('with %j does nothing at all', async (more, status, error) => {
    const shop = openShop();

    const answer = await create(shop, more);

    expect(told(answer)).toEqual([status, error]);
    expect(paged(await adminOf(shop).get('/products'))).toHaveLength(1);
    expect(shop.platform.defects).toEqual([]);
  });

  it('refuses the handle and the source of another product', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const primarySyncSource = { syncSource: 'shopify', syncSourceId: 'gid-1' };
    await create(shop, { primarySyncSource });
    const { body } = await create(shop, { handle: 'other' });

    expect(told(await admin.put(`/products/${body['id']}`, { handle: sneaker.handle }))).toEqual([
      409,
      'conflict',
    ]);
    expect(told(await admin.put(`/products/${body['id']}`, { primarySyncSource }))).toEqual([
      409,
      'conflict',
    ]);
    expect(told(await create(shop, { handle: 'other', primarySyncSource }))).toEqual([409, 'conflict']);
  });

  it('takes no variant of another product as the default', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { body } = await create(shop, { variants: [variant, { ...variant, sku: 'B' }] });
    const second = (body['variants'] as { id: string }[])[1]?.id;
    const path = `/products/${body['id']}`;

    expect(told(await admin.put(path, { defaultVariantId: 'var_aurora' }))).toEqual([404, 'not_found']);
    expect((await admin.put(path, { defaultVariantId: second })).body['defaultVariantId']).toBe(second);
    expect((await admin.put(path, { defaultVariantId: null })).body['defaultVariantId']).toBeNull();
  });
});

describe('the seeded product', () => {
  it('is a product like any other, and shoppers see what becomes of it', async () => {
    const shop = openShop();
    const { product } = shop.organization;

    const changed = await adminOf(shop).put(`/products/${product.id}`, { name: 'Aurora Two' });
    const page = await shop.page('GET', `/experiences/${shop.experienceId}`);

    expect(changed.body).toMatchObject({ id: product.id, name: 'Aurora Two', createdBy: 'seed' });
    expect(page.body).toMatchObject({ products: [{ product: { name: 'Aurora Two' } }] });
    expect(product.name).toBe('Aurora Two');
  });

  it('D9: is shown to pages without the account of where it was copied from', async () => {
    const shop = openShop();
    const primarySyncSource = { syncSource: 'shopify', syncSourceId: 'gid-1', sourceData: { cost: '12.00' } };
    await adminOf(shop).put(`/products/${shop.organization.product.id}`, { primarySyncSource });

    const page = await shop.page('GET', `/experiences/${shop.experienceId}`);

    expect(JSON.stringify(page.body)).not.toContain('12.00');
  });

  it('is counted among the metrics', async () => {
    const shop = openShop();
    const { body } = await create(shop, {
      variants: [variant, { ...variant, sku: 'GONE', inventoryQuantity: 0 }],
    });

    expect((await adminOf(shop).get('/products/metrics')).body).toEqual({
      productCount: 2,
      variantCount: 3,
      outOfStockCount: 1,
      orderCount: 0,
    });
    await adminOf(shop).remove(`/products/${body['id']}`);
    expect((await adminOf(shop).get('/products/metrics')).body).toMatchObject({
      productCount: 1,
      variantCount: 1,
    });
  });
});
