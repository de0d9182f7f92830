import * as z from 'zod/mini';
import type { OrganizationId } from '../ids.js';
import { idParam } from './shapes.js';

export const organizationParamsSchema = z.strictObject({ organizationId: idParam<OrganizationId>() });

export const organizationSettingsSchema = z.object({
  frameAncestors: z.array(z.string()),
  cdp: z.optional(
    z.object({
      'google-analytics': z.optional(
        z.object({ measurementId: z.string(), enabledEvents: z.optional(z.array(z.string())) }),
      ),
    }),
  ),
});

/** What a page must know about its organization: who may frame it, and where its measurements go. */
export interface OrganizationSettings extends z.infer<typeof organizationSettingsSchema> {}
