import { adminOperation } from '../../admin-operation.js';
import * as imports from '../../schemas/admin/audience-imports.js';
import { audienceParamsSchema } from '../../schemas/admin/audiences.js';
import * as z from 'zod/mini';

/** Files of members. */
export const adminAudienceImportOperations = {
  list: adminOperation('admin.audiences.imports.list', 'GET /audiences/{audienceId}/import', {
    summary: 'Lists the files that were imported into an audience, the newest first.',
    params: audienceParamsSchema,
    response: z.array(imports.audienceImportSchema),
    errors: [],
    stability: 'inferred',
  }),
  create: adminOperation('admin.audiences.imports.create', 'POST /audiences/{audienceId}/import', {
    summary: 'Announces a CSV file of members, and returns the address that takes it by PUT.',
    description:
      'The first line names the columns: `consumerId`, `email`, `phone`, `fullName`. Consumers who are not known yet are created.',
    params: audienceParamsSchema,
    body: imports.createAudienceImportSchema,
    response: imports.audienceImportSchema,
    errors: ['conflict'],
    stability: 'inferred',
  }),
};
