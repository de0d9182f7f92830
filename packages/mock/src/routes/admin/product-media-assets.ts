import type { MediaAsset, ProductMediaAsset } from '@fanfare/contract';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { describeMediaAsset, placeOf } from '../../products/describe-media-asset.js';
import { expectFile } from '../../products/expect-file.js';
import { findMedia, findOpenMedia } from '../../products/find-media.js';
import { findOpenProduct, findProduct } from '../../products/find-product.js';
import { addMedia, changeMedia, removeMedia } from '../../products/save-media.js';
import { createMediaAssets, type MediaAssetRow } from '../../state/media-assets.js';

/** The operations of this resource. */
type ProductMediaOperation = `admin.products.mediaAssets.${'list' | 'add' | 'get' | 'update' | 'remove'}`;

/** The pictures and films of a product. */
export const productMediaAssetHandlers: HandlersOf<ProductMediaOperation> = {
  'admin.products.mediaAssets.list': ({ context, principal: { tenant }, params }) => {
    const product = findProduct(context, { tenant, ...params });
    const rows = context.use(createMediaAssets).of(product);
    return rows.map((row) => describe(context, row));
  },

  'admin.products.mediaAssets.add': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const owner = findOpenProduct(context, { tenant, ...params });
    const row = addMedia(context, { owner, body, by });
    const shown = describe(context, row);
    return { ...shown, mediaAsset: { ...shown.mediaAsset, uploadUrl: expectFile(context, row) } };
  },

  'admin.products.mediaAssets.get': ({ context, principal: { tenant }, params }) => {
    const owner = findProduct(context, { tenant, ...params });
    return describe(context, findMedia(context, { owner, ...params }));
  },

  'admin.products.mediaAssets.update': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const owner = findOpenProduct(context, { tenant, ...params });
    const row = findOpenMedia(context, { owner, ...params });
    changeMedia(context, { row, body, by });
    return describe(context, row);
  },

  'admin.products.mediaAssets.remove': ({ context, principal: { tenant, keyId: by }, params }) => {
    const owner = findOpenProduct(context, { tenant, ...params });
    const row = findMedia(context, { owner, ...params });
    removeMedia(context, { row, by });
    return describe(context, row);
  },
};

function describe(
  context: MockContext,
  row: MediaAssetRow,
): ProductMediaAsset & { readonly mediaAsset: MediaAsset } {
  return { ...placeOf(row), productId: row.ownerId, mediaAsset: describeMediaAsset(context, row) };
}
