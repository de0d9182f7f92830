import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createMediaAssets, type MediaAssetRow } from '../state/media-assets.js';
import type { MediaOwner } from './save-media.js';

/** Where a media asset is looked for. */
export interface MediaAddress {
  readonly owner: MediaOwner;
  readonly mediaAssetId: string;
}

/**
 * Finds a media asset of a product or a variant, also an archived one.
 *
 * @throws {MockRefusal} `not_found`.
 */
export function findMedia(context: MockContext, { owner, mediaAssetId }: MediaAddress): MediaAssetRow {
  const row = context.use(createMediaAssets).assets.find(owner.tenant, mediaAssetId);
  return row?.ownerId === owner.id ? row : refuse('not_found', 'There is no such media asset here.');
}

/**
 * Finds a media asset that may be changed.
 *
 * @throws {MockRefusal} `not_found`, or `conflict` where it is archived.
 */
export function findOpenMedia(context: MockContext, address: MediaAddress): MediaAssetRow {
  const row = findMedia(context, address);
  return row.archived ? refuse('conflict', 'The media asset is archived and cannot be changed.') : row;
}
