import * as z from 'zod/mini';
import { timestamp } from '../shapes.js';

function days(min: number, max: number): z.ZodMiniNumberFormat {
  return z.int().check(z.minimum(min), z.maximum(max));
}

const fields = {
  activityDays: days(1, 730),
  auditDays: days(90, 2557),
  deletedDays: days(1, 30),
  webhookEventDays: days(1, 90),
  consentRequired: z.boolean(),
};

export const retentionSettingsSchema = z.object({ ...fields, lastSweptAt: z.nullable(timestamp) });
export const updateRetentionSchema = z.partial(z.strictObject(fields));

/** For how many days things are kept, and whether pages may report only with the consent of the shopper. */
export interface RetentionSettings extends z.infer<typeof retentionSettingsSchema> {}
/** What changes about them; what is left out stays as it is. */
export interface UpdateRetention extends z.infer<typeof updateRetentionSchema> {}
