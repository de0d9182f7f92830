import type { AddMediaAsset, UpdateMediaAsset } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { createMediaAssets, type MediaAssetRow } from '../state/media-assets.js';
import { moveTo, renumber } from '../state/positions.js';
import type { Tenant } from '../tenant.js';

/** A product or a variant, as the owner of media assets. */
export interface MediaOwner {
  readonly tenant: Tenant;
  readonly id: string;
}

/** Adds a media asset to a product or a variant: at its position, otherwise behind the others. */
export function addMedia(
  context: MockContext,
  { owner, body, by }: { readonly owner: MediaOwner; readonly body: AddMediaAsset; readonly by: string },
): MediaAssetRow {
  const { assets, of } = context.use(createMediaAssets);
  const { name, mimeType, altText, description, sourceUrl, position, purpose } = body;
  const others = of(owner);
  const fields = {
    name,
    mimeType: mimeType ?? null,
    altText: altText ?? null,
    description: description ?? null,
    sourceUrl: sourceUrl ?? null,
    ownerId: owner.id,
    placeId: context.newId('place'),
    position: others.length,
    purpose: purpose ?? 'gallery',
    file: null,
  };
  const row = assets.insert(owner.tenant, fields, { by });
  moveTo(of(owner), { item: row, position: position ?? others.length });
  return row;
}

/** Changes a media asset; a position moves it among the others. */
export function changeMedia(
  context: MockContext,
  { row, body, by }: { readonly row: MediaAssetRow; readonly body: UpdateMediaAsset; readonly by: string },
): void {
  const { assets, of } = context.use(createMediaAssets);
  const { position, ...patch } = body;
  assets.update(row, patch, by);
  if (position !== undefined) moveTo(of({ tenant: row.tenant, id: row.ownerId }), { item: row, position });
}

/** Changes the media asset of that name, and adds one where there is none. */
export function saveMediaByName(
  context: MockContext,
  { owner, body, by }: { readonly owner: MediaOwner; readonly body: AddMediaAsset; readonly by: string },
): void {
  const known = context
    .use(createMediaAssets)
    .of(owner)
    .find(({ name }) => name === body.name);
  if (known === undefined) addMedia(context, { owner, body, by });
  else changeMedia(context, { row: known, body, by });
}

/** Puts a media asset away; the others close the gap. */
export function removeMedia(
  context: MockContext,
  { row, by }: { readonly row: MediaAssetRow; readonly by: string },
): void {
  const { assets, of } = context.use(createMediaAssets);
  assets.archive(row, by);
  renumber(of({ tenant: row.tenant, id: row.ownerId }));
}
