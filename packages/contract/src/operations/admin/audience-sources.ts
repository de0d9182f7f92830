import { adminOperation } from '../../admin-operation.js';
import { importListsSchema, listsImportedSchema } from '../../schemas/admin/audience-imports.js';

const shapes = {
  body: importListsSchema,
  response: listsImportedSchema,
  stability: 'inferred',
  errors: [],
} as const;

/** Lists of marketing tools that become audiences. */
export const adminAudienceSourceOperations = {
  importFromKlaviyo: adminOperation('admin.audiences.importFromKlaviyo', 'POST /audiences/import/klaviyo', {
    summary: 'Makes synced audiences of lists in Klaviyo.',
    ...shapes,
  }),
  importFromMailchimp: adminOperation(
    'admin.audiences.importFromMailchimp',
    'POST /audiences/import/mailchimp',
    { summary: 'Makes synced audiences of lists in Mailchimp.', ...shapes },
  ),
  importFromSendgrid: adminOperation(
    'admin.audiences.importFromSendgrid',
    'POST /audiences/import/sendgrid',
    { summary: 'Makes synced audiences of lists in SendGrid.', ...shapes },
  ),
};
