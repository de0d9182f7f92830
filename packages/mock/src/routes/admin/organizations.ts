import type { SecretKey } from '@fanfare/contract';
import { guardKeyGift } from '../../access/guard-gift.js';
import { guardLimits } from '../../access/guard-limits.js';
import { guardTimeZone } from '../../experiences/guard-time-zone.js';
import type { HandlersOf } from '../../handler.js';
import { describeOrganization } from '../../organizations/describe-organization.js';
import { findOrganization } from '../../organizations/find-organization.js';
import { guardSlug, isSlugFree } from '../../organizations/slugs.js';
import { suggestSlugs } from '../../organizations/suggest-slugs.js';
import { createApiKeys } from '../../state/api-keys.js';

/** The operations of this resource. */
type AdminOrganizationOperation =
  `admin.organizations.${'current' | 'update' | 'sdkConfig' | 'rotateSecretKey' | 'slugAvailability'}`;

/** The merchant's own organization: its profile, its keys, its name in addresses. */
export const adminOrganizationHandlers: HandlersOf<AdminOrganizationOperation> = {
  'admin.organizations.current': ({ context, principal: { tenant } }) =>
    describeOrganization(findOrganization(context, { tenant }), tenant.mode),

  'admin.organizations.update': ({ context, principal: { tenant }, body }) => {
    const organization = findOrganization(context, { tenant });
    const { companyName: name, ...rest } = body;
    if (body.slug !== undefined) guardSlug(context, { tenant, slug: body.slug });
    guardTimeZone(body.timeZone);
    const said = Object.entries({ name, ...rest }).filter(([, value]) => value !== undefined);
    Object.assign(organization, Object.fromEntries(said));
    return describeOrganization(organization, tenant.mode);
  },

  'admin.organizations.sdkConfig': ({ context, principal: { tenant } }) => {
    const { id, keys } = findOrganization(context, { tenant });
    return { organizationId: id, publishableKey: keys[tenant.mode].publishable };
  },

  'admin.organizations.rotateSecretKey': ({ context, principal }) => {
    const keys = context.use(createApiKeys);
    const row = keys.own(principal.tenant, 'secret');
    guardKeyGift({ context, principal }, row);
    guardLimits({ principal }, row);
    return { secretKey: keys.roll(row, { overlapMs: 0, by: principal.keyId }).key as SecretKey }; // a key rolls to its kind
  },

  'admin.organizations.slugAvailability': ({ context, principal: { tenant }, query: { slug } }) => {
    const isFree = (wish: string): boolean => isSlugFree(context, { tenant, slug: wish });
    const available = isFree(slug);
    return { available, suggestions: available ? [] : suggestSlugs(slug, isFree) };
  },
};
