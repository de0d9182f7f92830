import * as z from 'zod/mini';
import type { ProductId, VariantId, VariantOptionId, VariantOptionValueId } from '../../ids.js';
import { inventoryPolicy } from '../products.js';
import { idParam, money, text } from '../shapes.js';

export const productVariantParamsSchema = z.strictObject({
  productId: idParam<ProductId>(),
  variantId: idParam<VariantId>(),
});

const optionAssignments = z
  .array(z.strictObject({ optionId: idParam<VariantOptionId>(), valueId: idParam<VariantOptionValueId>() }))
  .check(z.maxLength(20));

const quantity = z.int().check(z.minimum(-1_000_000_000), z.maximum(1_000_000_000));

export const createVariantSchema = z.strictObject({
  sku: text(1, 100),
  price: money,
  inventoryQuantity: z.optional(quantity),
  inventoryPolicy: z.optional(inventoryPolicy),
  metadata: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  optionAssignments: z.optional(optionAssignments),
});
export const updateVariantSchema = z.partial(createVariantSchema);

export const updateInventorySchema = z
  .strictObject({ inventoryQuantity: z.optional(quantity), adjustBy: z.optional(quantity) })
  .check(
    z.refine(
      ({ inventoryQuantity, adjustBy }) => (inventoryQuantity === undefined) !== (adjustBy === undefined),
      'must have either inventoryQuantity or adjustBy',
    ),
  );

export const assignOptionsSchema = z.strictObject({ optionAssignments });

/** A form in which a product is sold: its price, its stock, and its value for every option of the product. */
export interface CreateVariant extends z.infer<typeof createVariantSchema> {}
/** What changes about a variant; what is left out stays as it is. */
export interface UpdateVariant extends z.infer<typeof updateVariantSchema> {}
/** How many pieces there are, or by how many that changes: one of the two. */
export interface UpdateInventory extends z.infer<typeof updateInventorySchema> {}
/** All values that a variant stands for, one for each option. */
export interface AssignOptions extends z.infer<typeof assignOptionsSchema> {}
