import * as z from 'zod/mini';
import type { ProductId, SequenceId, VariantId } from '../../ids.js';
import { baseEntity } from '../products.js';
import { id, idParam } from '../shapes.js';

const longestWindowSeconds = 2_592_000;

const limitSettings = {
  productId: idParam<ProductId>(),
  maxQuantity: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  productVariantId: z.optional(z.nullable(idParam<VariantId>())),
  timeWindowSeconds: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(longestWindowSeconds)))),
  timeWindowType: z.optional(z.nullable(z.enum(['rolling', 'calendar']))),
};

export const createOrderLimitSchema = z.strictObject({ sequenceId: idParam<SequenceId>(), ...limitSettings });
export const updateOrderLimitSchema = z.partial(z.strictObject(limitSettings));
export const orderLimitParamsSchema = z.strictObject({
  sequenceId: idParam<SequenceId>(),
  orderLimitId: idParam<string>(),
});

export const orderLimitSchema = z.object({
  ...baseEntity,
  sequenceId: id<SequenceId>(),
  productId: id<ProductId>(),
  productVariantId: z.optional(z.nullable(id<VariantId>())),
  maxQuantity: z.int().check(z.minimum(1)),
  timeWindowSeconds: z.optional(z.nullable(z.int())),
  timeWindowType: z.optional(z.nullable(z.enum(['rolling', 'calendar']))),
});

/** What a new order limit is made of. */
export interface CreateOrderLimit extends z.infer<typeof createOrderLimitSchema> {}
/** What changes about an order limit; what is left out stays as it is. */
export interface UpdateOrderLimit extends z.infer<typeof updateOrderLimitSchema> {}
/** How many pieces of a product one consumer may order in a sequence, ever or within a window of time. */
export interface OrderLimit extends z.infer<typeof orderLimitSchema> {}
