import type { HandlersOf } from '../handler.js';
import { findOrganization } from '../organizations/find-organization.js';

/** Organizations, as a page sees its own. */
export const organizationHandlers: HandlersOf<'organizations.settings'> = {
  'organizations.settings': ({ context, principal: { tenant }, params }) => {
    const { embeddingAllowedHosts, cdp } = findOrganization(context, { tenant, ...params });
    return { frameAncestors: embeddingAllowedHosts ?? [], ...(cdp === null ? {} : { cdp }) };
  },
};
