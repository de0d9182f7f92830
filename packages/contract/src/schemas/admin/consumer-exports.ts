import * as z from 'zod/mini';
import type { ConsumerExportId, ConsumerId } from '../../ids.js';
import { consumerExportSchema } from '../consumer-exports.js';
import { idParam } from '../shapes.js';

export const exportFormatSchema = z.enum(['json', 'csv']);

export const adminConsumerExportSchema = z.object({
  ...consumerExportSchema.shape,
  format: exportFormatSchema,
});
export const consumerExportFileSchema = z.string();

export const createConsumerExportSchema = z.strictObject({ format: exportFormatSchema });
export const consumerExportParamsSchema = z.strictObject({
  consumerId: idParam<ConsumerId>(),
  exportId: idParam<ConsumerExportId>(),
});

/** The form of an export: JSON for machines, CSV for a spreadsheet. */
export type ExportFormat = z.infer<typeof exportFormatSchema>;
/** An export that a merchant asked for, to hand it to a consumer who wants to know. */
export interface AdminConsumerExport extends z.infer<typeof adminConsumerExportSchema> {}
/** The text of an export. No cell of a CSV is carried out as a formula. */
export type ConsumerExportFile = z.infer<typeof consumerExportFileSchema>;
/** In which form to export. */
export interface CreateConsumerExport extends z.infer<typeof createConsumerExportSchema> {}
