import { expect } from 'vitest';
import { amount, type Stage } from '../stage.ts';
import { tend } from './tend.ts';

const picture = {
  name: 'front.jpg',
  mimeType: 'image/jpeg',
  altText: 'From the front',
  sourceUrl: 'https://cdn.example/front.jpg',
} as const;

/** A product with two variants that differ in an option, and with pictures. */
export async function products(stage: Stage): Promise<void> {
  const { products: all, variantOptions } = stage.server.admin;
  const option = await variantOptions.create({ name: 'Lacing', values: ['Round', 'Flat'] });
  const product = await all.upsert({
    name: 'Nova Runner',
    url: 'https://shop.example/nova?colour=red',
    variants: [{ sku: 'NOVA-1', price: amount('129.00'), inventoryQuantity: 3, inventoryPolicy: 'deny' }],
    primarySyncSource: { syncSource: 'shopify', syncSourceId: '17', lastSyncedAt: stage.inMinutes(-5) },
  });
  const { id: productId } = product;
  await all.variantOptions.replace(productId, { variantOptionIds: [option.id] });
  expect(await all.variantOptions.list(productId)).toMatchObject([{ id: option.id }]);
  const value = option.values?.[0]?.id ?? '';
  await variants(stage, { productId, assignment: { optionId: option.id, valueId: value } });
  await all.variantOptions.remove({ productId, variantOptionId: option.id });

  const { mediaAssetId } = await all.mediaAssets.add(productId, picture);
  await all.mediaAssets.get({ productId, mediaAssetId });
  await all.mediaAssets.update({ productId, mediaAssetId }, { position: 2 });
  expect(await all.mediaAssets.list(productId)).toHaveLength(1);
  await all.mediaAssets.remove({ productId, mediaAssetId });
  expect(await all.search({ search: 'Nova', limit: 5 })).toMatchObject([{ id: productId }]);
  await all.metrics();
  await tend(all, { id: productId, query: { search: 'Nova' }, change: { name: 'Nova Walker' } });
}

interface Assigned {
  readonly productId: string;
  readonly assignment: { readonly optionId: string; readonly valueId: string };
}

async function variants({ server }: Stage, { productId, assignment }: Assigned): Promise<void> {
  const { variants: all } = server.admin.products;
  const { id: variantId } = await all.create(productId, { sku: 'NOVA-2', price: amount('139.50') });
  const ids = { productId, variantId };
  await all.assignOptions(ids, { optionAssignments: [assignment] });
  await all.update(ids, { price: amount('119'), inventoryPolicy: 'deny' });
  await all.updateInventory(ids, { inventoryQuantity: 4 });
  await all.updateInventory(ids, { adjustBy: -1 });
  expect(await all.get(ids)).toMatchObject({ price: '119', inventoryQuantity: 3 });
  expect(await all.list(productId)).toHaveLength(2);
  expect(await all.available(productId)).toHaveLength(2);

  const { mediaAssetId } = await all.mediaAssets.add(ids, picture);
  await all.mediaAssets.get({ ...ids, mediaAssetId });
  await all.mediaAssets.update({ ...ids, mediaAssetId }, { altText: null });
  expect(await all.mediaAssets.list(ids)).toHaveLength(1);
  await all.mediaAssets.remove({ ...ids, mediaAssetId });
  await all.archive(ids);
}
