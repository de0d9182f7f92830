import { operation } from '../operation.js';
import { organizationRoutes } from '../routes/organizations.js';
import { organizationParamsSchema, organizationSettingsSchema } from '../schemas/organizations.js';

/** Organizations, as a page sees its own. */
export const organizationOperations = {
  settings: operation(organizationRoutes.settings, {
    summary: 'Reads what a page must know about its organization.',
    params: organizationParamsSchema,
    response: organizationSettingsSchema,
    errors: [],
  }),
};
