import type { MediaAsset } from '@fanfare/contract';
import type { VariantMediaAsset } from '@fanfare/contract/admin';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { describeMediaAsset, placeOf } from '../../products/describe-media-asset.js';
import { expectFile } from '../../products/expect-file.js';
import { findMedia, findOpenMedia } from '../../products/find-media.js';
import { findOpenVariant, findVariant } from '../../products/find-product.js';
import { addMedia, changeMedia, removeMedia } from '../../products/save-media.js';
import { createMediaAssets, type MediaAssetRow } from '../../state/media-assets.js';

/** The operations of this resource. */
type VariantMediaOperation =
  `admin.products.variants.mediaAssets.${'list' | 'add' | 'get' | 'update' | 'remove'}`;

/** The pictures and films of a variant. */
export const variantMediaAssetHandlers: HandlersOf<VariantMediaOperation> = {
  'admin.products.variants.mediaAssets.list': ({ context, principal: { tenant }, params }) => {
    const variant = findVariant(context, { tenant, ...params });
    const rows = context.use(createMediaAssets).of(variant);
    return rows.map((row) => describe(context, row));
  },

  'admin.products.variants.mediaAssets.add': ({
    context,
    principal: { tenant, keyId: by },
    params,
    body,
  }) => {
    const owner = findOpenVariant(context, { tenant, ...params });
    const row = addMedia(context, { owner, body, by });
    const shown = describe(context, row);
    return { ...shown, mediaAsset: { ...shown.mediaAsset, uploadUrl: expectFile(context, row) } };
  },

  'admin.products.variants.mediaAssets.get': ({ context, principal: { tenant }, params }) => {
    const owner = findVariant(context, { tenant, ...params });
    return describe(context, findMedia(context, { owner, ...params }));
  },

  'admin.products.variants.mediaAssets.update': ({
    context,
    principal: { tenant, keyId: by },
    params,
    body,
  }) => {
    const owner = findOpenVariant(context, { tenant, ...params });
    const row = findOpenMedia(context, { owner, ...params });
    changeMedia(context, { row, body, by });
    return describe(context, row);
  },

  'admin.products.variants.mediaAssets.remove': ({ context, principal: { tenant, keyId: by }, params }) => {
    const owner = findOpenVariant(context, { tenant, ...params });
    const row = findMedia(context, { owner, ...params });
    removeMedia(context, { row, by });
    return describe(context, row);
  },
};

function describe(
  context: MockContext,
  row: MediaAssetRow,
): VariantMediaAsset & { readonly mediaAsset: MediaAsset } {
  return { ...placeOf(row), variantId: row.ownerId, mediaAsset: describeMediaAsset(context, row) };
}
