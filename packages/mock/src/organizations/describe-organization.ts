import type { Organization } from '@fanfare/contract/admin';
import type { Mode } from '@fanfare/contract';
import type { WorldOrganization } from '../state/world.js';

/** Describes an organization as its merchant sees it in one mode. */
export function describeOrganization(organization: WorldOrganization, mode: Mode): Organization {
  const { name, slug, state, companyUrl, embeddingAllowedHosts } = organization;
  const { languageCode, countryCode, timeZone, currencyCode, defaultMessagingChannel } = organization;
  return {
    state,
    publishableKey: organization.keys[mode].publishable,
    ...{ languageCode, countryCode, timeZone, currencyCode, defaultMessagingChannel },
    companyName: name,
    slug,
    ...(companyUrl === null ? {} : { companyUrl }),
    embeddingAllowedHosts,
  };
}
