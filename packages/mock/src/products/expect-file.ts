import type { MediaAsset } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createMediaAssets, type MediaAssetRow } from '../state/media-assets.js';
import { createUploads, type UploadedFile } from '../state/uploads.js';

type MediaType = NonNullable<MediaAsset['mimeType']>;

const mediaTypes: Readonly<Record<MediaType, true>> = {
  'image/jpeg': true,
  'image/jpg': true,
  'image/png': true,
  'image/gif': true,
  'image/webp': true,
  'video/mp4': true,
  'video/webm': true,
  'video/quicktime': true,
};

const lifetimeMs = 15 * 60_000;
const maxBytes = 20 * 1_048_576;

/** Makes the address that the file of a media asset goes to; `null` where it comes from elsewhere. */
export function expectFile(context: MockContext, row: MediaAssetRow): string | null {
  if (row.sourceUrl !== null) return null;
  const receive = (file: UploadedFile): void => takeFile(context, { row, file });
  return context.use(createUploads).expect({ lifetimeMs, maxBytes, receive });
}

function takeFile(
  context: MockContext,
  { row, file }: { readonly row: MediaAssetRow; readonly file: UploadedFile },
): void {
  const type = file.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (row.archived) return refuse('not_found', 'The media asset that the file is for is not there any more.');
  if (!isMediaType(type))
    return refuse('validation_error', 'Content-Type must be that of a picture or a film.');
  if (row.mimeType != null && row.mimeType !== type) {
    return refuse('validation_error', 'Content-Type must be the mimeType of the media asset.');
  }
  if (file.bytes.byteLength === 0) return refuse('validation_error', 'The file is empty.');
  row.mimeType = type;
  context.use(createMediaAssets).keepFile(row, { contentType: type, bytes: file.bytes });
}

function isMediaType(type: string): type is MediaType {
  return Object.hasOwn(mediaTypes, type);
}
