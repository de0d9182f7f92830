import * as z from 'zod/mini';
import type { ProductId, SequenceId } from '../../ids.js';
import { baseEntity, productSchema } from '../products.js';
import { id, idParam } from '../shapes.js';

const weight = z.int().check(z.minimum(1), z.maximum(1000));

export const addSequenceProductSchema = z.strictObject({ productId: idParam<ProductId>(), weight });
export const replaceSequenceProductsSchema = z.strictObject({
  sequenceProducts: z.array(addSequenceProductSchema).check(z.maxLength(1000)),
});
export const updateSequenceProductSchema = z.strictObject({ weight: z.optional(weight) });
export const sequenceProductParamsSchema = z.strictObject({
  sequenceId: idParam<SequenceId>(),
  productId: idParam<ProductId>(),
});

export const sequenceProductSchema = z.object({
  ...baseEntity,
  sequenceId: id<SequenceId>(),
  productId: id<ProductId>(),
  weight,
  product: z.optional(z.nullable(productSchema)),
});

/** A product that a sequence carries from now on, and how often it is picked compared with the others. */
export interface AddSequenceProduct extends z.infer<typeof addSequenceProductSchema> {}
/** All products that a sequence carries from now on; none means that it carries those of its experience. */
export interface ReplaceSequenceProducts extends z.infer<typeof replaceSequenceProductsSchema> {}
/** What changes about a product of a sequence. */
export interface UpdateSequenceProduct extends z.infer<typeof updateSequenceProductSchema> {}
/** A product that a sequence carries. */
export interface SequenceProduct extends z.infer<typeof sequenceProductSchema> {}
