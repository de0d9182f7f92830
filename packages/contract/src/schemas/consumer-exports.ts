import * as z from 'zod/mini';
import type { ConsumerExportId, ConsumerId } from '../ids.js';
import { id, idParam, timestamp } from './shapes.js';

const exportShape = {
  id: id<ConsumerExportId>(),
  consumerId: id<ConsumerId>(),
  status: z.enum(['PENDING', 'PROCESSING', 'COMPLETED']),
  requestedAt: timestamp,
  completedAt: z.nullable(timestamp),
  expiresAt: z.nullable(timestamp),
};

export const consumerExportSchema = z.object(exportShape);
export const consumerDataSchema = z.record(z.string(), z.unknown());
export const ownExportSchema = z.object({ ...exportShape, data: z.optional(consumerDataSchema) });
export const erasureSchema = z.object({
  consumerId: id<ConsumerId>(),
  requestedAt: timestamp,
  dueAt: timestamp,
});

export const ownExportParamsSchema = z.strictObject({ exportId: idParam<ConsumerExportId>() });

/** An export of everything that is kept about a consumer: it takes a while, and is there for a while. */
export interface ConsumerExport extends z.infer<typeof consumerExportSchema> {}
/** Everything that is kept about one consumer, by what it is. */
export type ConsumerData = z.infer<typeof consumerDataSchema>;
/** The shopper's own export, with their data once it is complete. */
export interface OwnExport extends z.infer<typeof ownExportSchema> {}
/** Until when nothing will tell any more who a consumer was. */
export interface Erasure extends z.infer<typeof erasureSchema> {}
