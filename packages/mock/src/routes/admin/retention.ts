import type { HandlersOf } from '../../handler.js';
import { createDataSettings } from '../../privacy/data-settings.js';

/** The operations of this resource. */
type RetentionOperation = `admin.retention.${'get' | 'update'}`;

/** How long things are kept. */
export const adminRetentionHandlers: HandlersOf<RetentionOperation> = {
  'admin.retention.get': ({ context, principal: { tenant } }) =>
    context.use(createDataSettings).describe(tenant),

  'admin.retention.update': ({ context, principal: { tenant }, body }) => {
    const settings = context.use(createDataSettings);
    settings.change(tenant, body);
    return settings.describe(tenant);
  },
};
