import { describe, expect, it } from 'vitest';
import { adminOf, listed, told, type TestAdmin } from './support/admin-of.js';
import { openShop, start, type Answer, type TestShop } from './support/open-shop.js';
import { setUpProduct } from './support/set-up-product.js';

/** What an answer says of the media asset itself. */
interface Asset {
  readonly id: string;
  readonly name: string;
  readonly uploadUrl?: string | null;
  readonly publicUrl: string | null;
}

const front = { name: 'front.png', mimeType: 'image/png', altText: 'From the front' } as const;
const assetOf = ({ body }: Answer): Asset => body['mediaAsset'] as Asset;
const namesOf = (answer: Answer): unknown[] =>
  listed(answer).map((entry) => (entry['mediaAsset'] as Asset).name);

async function owners(shop: TestShop): Promise<Record<'product' | 'variant', string>> {
  const { path, variants } = await setUpProduct(shop, { variants: [{ sku: 'A', price: '1.00' }] });
  return {
    product: `${path}/media-assets`,
    variant: `${path}/variants/${variants['A']}/media-assets`,
  };
}

function put(shop: TestShop, url: unknown, type = 'image/png', bytes = 'PNG…'): Promise<Response> {
  return shop.platform.fetch(String(url), {
    method: 'PUT',
    body: new TextEncoder().encode(bytes),
    headers: { 'content-type': type },
  });
}

describe.each(['product', 'variant'] as const)('the media assets of a %s', (owner) => {
  async function setUp(): Promise<{ shop: TestShop; admin: TestAdmin; path: string }> {
    const shop = openShop();
    return { shop, admin: adminOf(shop), path: (await owners(shop))[owner] };
  }

  it('are added, listed, read, changed and removed', async () => {
    const { shop, admin, path } = await setUp();

    const added = await admin.post(path, front);
    const own = `${path}/${assetOf(added).id}`;
    const changed = await admin.put(own, { altText: null, purpose: 'hero' });
    const removed = await admin.remove(own);

    expect(added.body).toMatchObject({
      position: 0,
      purpose: 'gallery',
      mediaAssetId: assetOf(added).id,
      mediaAsset: { ...front, description: null, sourceUrl: null, publicUrl: null, archived: false },
    });
    expect(added.body[`${owner}Id`]).toBe(path.split('/').at(-2));
    expect(changed.body).toMatchObject({ purpose: 'hero', mediaAsset: { altText: null, updatedAt: start } });
    expect(removed.body).toMatchObject({ mediaAsset: { archived: true, name: 'front.png' } });
    expect((await admin.get(own)).body).toEqual(removed.body);
    expect(listed(await admin.get(path))).toEqual([]);
    expect(told(await admin.put(own, { name: 'x' }))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('stand in order, and move by their position', async () => {
    const { admin, path } = await setUp();
    for (const name of ['a', 'b', 'c']) await admin.post(path, { name });
    await admin.post(path, { name: 'first', position: 0 });
    const last = assetOf(await admin.post(path, { name: 'last', position: 99 }));

    expect(namesOf(await admin.get(path))).toEqual(['first', 'a', 'b', 'c', 'last']);
    const moved = await admin.put(`${path}/${last.id}`, { position: 2 });
    expect(moved.body['position']).toBe(2);
    expect(namesOf(await admin.get(path))).toEqual(['first', 'a', 'last', 'b', 'c']);
    await admin.remove(`${path}/${last.id}`);
    expect(listed(await admin.get(path)).map(({ position }) => position)).toEqual([0, 1, 2, 3]);
  });

  it('D6: are found at their owner only', async () => {
    const { shop, admin, path } = await setUp();
    const { id } = assetOf(await admin.post(path, front));
    const other = await owners(shop);

    expect(told(await admin.get(`${other.product}/${id}`))).toEqual([404, 'not_found']);
    expect(told(await admin.get(`${other.variant}/${id}`))).toEqual([404, 'not_found']);
    const foreign = adminOf(openShop({ platform: shop.platform, organization: 1 }));
    expect(told(await foreign.get(`${path}/${id}`))).toEqual([404, 'not_found']);
    expect(told(await foreign.post(path, front))).toEqual([404, 'not_found']);
  });
});

describe('the file of a media asset', () => {
  it('goes to its uploadUrl once, and is public from then on', async () => {
    const shop = openShop();
    const { product: path } = await owners(shop);
    const added = assetOf(await adminOf(shop).post(path, { name: 'front' }));

    const sent = await put(shop, added.uploadUrl);
    const again = await put(shop, added.uploadUrl);
    const shown = assetOf(await adminOf(shop).get(`${path}/${added.id}`));
    const file = await shop.platform.fetch(String(shown.publicUrl));

    expect([sent.status, again.status]).toEqual([204, 404]);
    expect(shown).toMatchObject({ mimeType: 'image/png' });
    expect(shown.uploadUrl).toBeUndefined();
    expect([file.status, await file.text()]).toEqual([200, 'PNG…']);
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    await adminOf(shop).remove(`${path}/${added.id}`);
    expect((await shop.platform.fetch(String(shown.publicUrl))).status).toBe(404);
  });

  it('is expected for a quarter of an hour', async () => {
    const shop = openShop();
    const { product: path } = await owners(shop);
    const { uploadUrl } = assetOf(await adminOf(shop).post(path, front));
    await shop.platform.clock.advance('15m');

    expect((await put(shop, uploadUrl)).status).toBe(404);
  });

  it.each([
    ['another kind of picture', 'image/gif', 'GIF', 400],
    ['a page', 'text/html', '<script>', 400],
    ['nothing', 'image/png', '', 400],
  ])('is not %s, and another one may be sent then', async (_, type, bytes, status) => {
    const shop = openShop();
    const { product: path } = await owners(shop);
    const { uploadUrl } = assetOf(await adminOf(shop).post(path, front));

    expect((await put(shop, uploadUrl, type, bytes)).status).toBe(status);
    expect((await put(shop, uploadUrl)).status).toBe(204);
  });

  it('comes from elsewhere where a sourceUrl says so', async () => {
    const shop = openShop();
    const { product: path } = await owners(shop);
    const sourceUrl = 'https://cdn.example.com/front.png';

    const added = assetOf(await adminOf(shop).post(path, { ...front, sourceUrl }));

    expect(added).toMatchObject({ sourceUrl, publicUrl: sourceUrl, uploadUrl: null });
  });

  it('D9: has an address that neither shoppers nor the request log ever see', async () => {
    const shop = openShop();
    const path = `/products/${shop.organization.product.id}/media-assets`;
    const { uploadUrl } = assetOf(await adminOf(shop).post(path, front));
    await put(shop, uploadUrl);

    const page = await shop.page('GET', `/experiences/${shop.experienceId}`);

    expect(page.body).toMatchObject({
      products: [{ product: { productMediaAssets: [{ mediaAsset: { name: 'front.png' } }] } }],
    });
    expect(JSON.stringify(page.body)).not.toContain('upload');
    expect(JSON.stringify(shop.platform.requests)).not.toContain(String(uploadUrl).split('/').at(-1));
  });
});

describe('media assets inside of an upsert', () => {
  it('are matched by their name', async () => {
    const shop = openShop();
    const handle = 'nova';
    const { id, path } = await setUpProduct(shop, { handle, productMediaAssets: [front, { name: 'back' }] });

    const again = await setUpProduct(shop, {
      handle,
      productMediaAssets: [{ name: 'back', altText: 'From behind', position: 0 }, { name: 'side' }],
    });

    expect(again.id).toBe(id);
    expect(namesOf(await adminOf(shop).get(`${path}/media-assets`))).toEqual(['back', 'front.png', 'side']);
  });
});
