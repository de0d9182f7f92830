import type { MediaAsset, OrganizationId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { entityOf } from '../state/entity.js';
import type { MediaAssetRow } from '../state/media-assets.js';

/** What the place of a media asset has, whether at a product or at a variant. */
export interface MediaPlace {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly position: number;
  readonly purpose: string;
  readonly mediaAssetId: string;
}

/** Describes where a media asset stands among those of its owner. */
export function placeOf({ id, tenant, placeId, position, purpose }: MediaAssetRow): MediaPlace {
  const { organizationId } = tenant;
  return { id: placeId, organizationId, position, purpose, mediaAssetId: id };
}

/** Describes a picture or a film. Never with its `uploadUrl`: that is for whoever created it, once. */
export function describeMediaAsset({ origin }: Pick<MockContext, 'origin'>, row: MediaAssetRow): MediaAsset {
  const { id, name, mimeType, altText, description, sourceUrl, file } = row;
  return {
    ...entityOf(row),
    ...{ name, altText, description, sourceUrl },
    ...(mimeType == null ? {} : { mimeType }),
    publicUrl: file === null ? sourceUrl : `${origin}/__mock/media/${id}`,
  };
}
