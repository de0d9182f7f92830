import { importLists } from '../../audiences/import-lists.js';
import type { HandlersOf } from '../../handler.js';

/** The operations of this resource. */
type AdminAudienceSourceOperation = `admin.audiences.importFrom${'Klaviyo' | 'Mailchimp' | 'Sendgrid'}`;

/** Lists of marketing tools that become audiences. */
export const adminAudienceSourceHandlers: HandlersOf<AdminAudienceSourceOperation> = {
  'admin.audiences.importFromKlaviyo': ({ context, principal: { tenant, keyId: by }, body }) =>
    importLists(context, { tenant, vendor: 'klaviyo', by, ...body }),

  'admin.audiences.importFromMailchimp': ({ context, principal: { tenant, keyId: by }, body }) =>
    importLists(context, { tenant, vendor: 'mailchimp', by, ...body }),

  'admin.audiences.importFromSendgrid': ({ context, principal: { tenant, keyId: by }, body }) =>
    importLists(context, { tenant, vendor: 'sendgrid', by, ...body }),
};
