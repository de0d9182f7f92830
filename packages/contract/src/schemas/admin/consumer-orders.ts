import * as z from 'zod/mini';
import type { OrderId } from '../../ids.js';
import { currencyCode, id, money, timestamp } from '../shapes.js';

export const consumerOrderSchema = z.object({
  id: id<OrderId>(),
  status: z.enum(['pending', 'completed', 'cancelled']),
  amount: money,
  refunded: money,
  currencyCode,
  createdAt: timestamp,
  endedAt: z.optional(z.nullable(timestamp)),
});

/** An order of a consumer, in short. */
export interface ConsumerOrder extends z.infer<typeof consumerOrderSchema> {}
