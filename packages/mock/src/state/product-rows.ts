import type { Money, ProductId } from '@fanfare/contract';
import type { OptionAssignment } from '../products/option-assignments.js';
import type { RowOf } from './table.js';

/** Where a thing that was copied from elsewhere came from. */
export interface SourceFields {
  readonly primaryExternalId: string | null;
  readonly primaryLastSyncedAt: string | null;
  readonly primarySourceVendor: string | null;
  readonly primarySyncSourceId: string | null;
}

/** What is kept of a product. */
export interface ProductFields extends SourceFields {
  readonly name: string;
  readonly url: string;
  readonly defaultVariantId: string | null;
  readonly description: string | null;
  readonly handle: string | null;
  readonly metadata: Record<string, unknown> | null;
  /** The options that its variants differ in, in order. */
  readonly variantOptionIds: readonly string[];
}

/** What is kept of a variant. */
export interface VariantFields extends SourceFields {
  readonly productId: ProductId;
  readonly sku: string;
  readonly price: Money;
  readonly inventoryQuantity: number;
  readonly inventoryPolicy: 'untracked' | 'deny' | 'continue';
  /** How many pieces unpaid orders hold. */
  readonly reserved: number;
  readonly metadata: Record<string, unknown> | null;
  readonly optionAssignments: readonly OptionAssignment[];
}

/** What is kept of where a product was copied from. */
export interface SyncSourceFields {
  readonly syncSource: string;
  readonly syncSourceId: string;
  readonly lastSyncedAt: string | null;
  readonly sourceData: Record<string, unknown> | null;
  readonly syncStatus: 'PENDING' | 'SUCCESS' | 'FAILED' | null;
}

/** A stored product. */
export type ProductRow = RowOf<ProductFields>;
/** A stored variant. */
export type VariantRow = RowOf<VariantFields>;
/** A stored account of where a product was copied from. */
export type SyncSourceRow = RowOf<SyncSourceFields>;

/** Made here, and copied from nowhere. */
const ownSource: SourceFields = {
  primaryExternalId: null,
  primaryLastSyncedAt: null,
  primarySourceVendor: null,
  primarySyncSourceId: null,
};

/** What a product has that nobody said anything about. */
export const newProduct: Omit<ProductFields, 'name' | 'url'> = {
  ...ownSource,
  defaultVariantId: null,
  description: null,
  handle: null,
  metadata: null,
  variantOptionIds: [],
};

/** What a variant has that nobody said anything about. */
export const newVariant: Omit<VariantFields, 'productId' | 'sku' | 'price'> = {
  ...ownSource,
  inventoryQuantity: 0,
  inventoryPolicy: 'untracked',
  reserved: 0,
  metadata: null,
  optionAssignments: [],
};
