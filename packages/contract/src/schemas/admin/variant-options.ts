import * as z from 'zod/mini';
import type { ProductId, VariantOptionId, VariantOptionValueId } from '../../ids.js';
import { baseEntity } from '../products.js';
import { count, freeText, id, idParam, text } from '../shapes.js';

export const variantOptionParamsSchema = z.strictObject({ variantOptionId: idParam<VariantOptionId>() });
export const variantOptionValueParamsSchema = z.strictObject({
  variantOptionId: idParam<VariantOptionId>(),
  valueId: idParam<VariantOptionValueId>(),
});
export const productVariantOptionParamsSchema = z.strictObject({
  productId: idParam<ProductId>(),
  variantOptionId: idParam<VariantOptionId>(),
});

export const variantOptionValueSchema = z.object({
  ...baseEntity,
  id: id<VariantOptionValueId>(),
  optionId: id<VariantOptionId>(),
  value: z.string(),
  position: count,
});
export const variantOptionSchema = z.object({
  ...baseEntity,
  id: id<VariantOptionId>(),
  name: z.string(),
  position: count,
  values: z.array(variantOptionValueSchema),
});

const value = text(1, 100);
const optionIds = z.array(idParam<VariantOptionId>()).check(z.maxLength(100));

export const createVariantOptionSchema = z.strictObject({
  name: freeText(1, 100),
  values: z.optional(z.array(value).check(z.maxLength(250))),
});
export const updateVariantOptionSchema = z.strictObject({ name: z.optional(freeText(1, 100)) });
export const createVariantOptionValueSchema = z.strictObject({ value });
export const updateVariantOptionValueSchema = z.strictObject({ value: z.optional(value) });
export const applyVariantOptionTemplatesSchema = z.strictObject({
  templates: z
    .array(z.enum(['size', 'shoeSize', 'color', 'material']))
    .check(z.minLength(1), z.maxLength(20)),
});
export const reorderVariantOptionsSchema = z.strictObject({ variantOptionIds: optionIds });
export const reorderVariantOptionValuesSchema = z.strictObject({
  valueIds: z.array(idParam<VariantOptionValueId>()).check(z.maxLength(1000)),
});
export const replaceProductVariantOptionsSchema = z.strictObject({
  variantOptionIds: optionIds.check(z.maxLength(20)),
});

/** What variants differ in, such as a size, with the values that there are. */
export interface VariantOption extends z.infer<typeof variantOptionSchema> {}
/** One value of an option, such as a certain size. */
export interface VariantOptionValue extends z.infer<typeof variantOptionValueSchema> {}
/** A new option, with its first values. */
export interface CreateVariantOption extends z.infer<typeof createVariantOptionSchema> {}
/** What changes about an option. */
export interface UpdateVariantOption extends z.infer<typeof updateVariantOptionSchema> {}
/** A value that an option shall have. */
export interface CreateVariantOptionValue extends z.infer<typeof createVariantOptionValueSchema> {}
/** What changes about a value of an option. */
export interface UpdateVariantOptionValue extends z.infer<typeof updateVariantOptionValueSchema> {}
/** The templates whose options the organization shall have. */
export interface ApplyVariantOptionTemplates extends z.infer<typeof applyVariantOptionTemplatesSchema> {}
/** The options that come first, in order. */
export interface ReorderVariantOptions extends z.infer<typeof reorderVariantOptionsSchema> {}
/** The values that come first, in order. */
export interface ReorderVariantOptionValues extends z.infer<typeof reorderVariantOptionValuesSchema> {}
/** The options that the variants of a product differ in, in order. */
export interface ReplaceProductVariantOptions extends z.infer<typeof replaceProductVariantOptionsSchema> {}
