import type { MediaAsset } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';
import { inOrder } from './positions.js';
import { createTable, type RowOf, type Table } from './table.js';
import type { UploadedFile } from './uploads.js';

/** What is kept of a media asset, and of its place at a product or a variant. */
export interface MediaAssetFields {
  readonly name: string;
  readonly mimeType: MediaAsset['mimeType'] | null;
  readonly altText: string | null;
  readonly description: string | null;
  readonly sourceUrl: string | null;
  /** The id of the product or the variant. */
  readonly ownerId: string;
  /** The id of the place. */
  readonly placeId: string;
  readonly position: number;
  readonly purpose: string;
  readonly file: UploadedFile | null;
}

/** A stored media asset. */
export type MediaAssetRow = RowOf<MediaAssetFields>;

/** The media assets of all tenants. */
export interface MediaAssets {
  readonly assets: Table<MediaAssetFields>;
  /** The media assets of a product or a variant that are not archived, in order. */
  of(owner: { readonly tenant: Tenant; readonly id: string }): MediaAssetRow[];
  /** Finds an uploaded file for whoever shows it: its address is public. */
  findFile(id: string): UploadedFile | undefined;
  keepFile(row: MediaAssetRow, file: UploadedFile): void;
}

/** Makes an empty set of media assets. */
export function createMediaAssets(context: MockContext): MediaAssets {
  const assets = createTable<MediaAssetFields>(context, 'media');
  const published = new Map<string, MediaAssetRow>();
  return {
    assets,
    of: ({ tenant, id }) => inOrder(assets.all(tenant).filter(({ ownerId }) => ownerId === id)),
    findFile(id) {
      const row = published.get(id);
      return row?.archived === false ? (row.file ?? undefined) : undefined;
    },
    keepFile(row, file) {
      row.file = file;
      published.set(row.id, row);
    },
  };
}
