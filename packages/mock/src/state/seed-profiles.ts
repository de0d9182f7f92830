import type { WorldProfile } from './world.js';

/** What the two organizations of the seeded world say about themselves. */
export const seedProfiles: Readonly<Record<'aurora' | 'borealis', WorldProfile>> = {
  aurora: {
    name: 'Aurora Sneakers',
    slug: 'aurora',
    currencyCode: 'EUR',
    languageCode: 'de',
    countryCode: 'DE',
    timeZone: 'Europe/Berlin',
    defaultMessagingChannel: 'EMAIL',
    companyUrl: 'https://www.aurora.example',
    embeddingAllowedHosts: null,
    cdp: { 'google-analytics': { measurementId: 'G-AURORA0001', enabledEvents: ['pageView', 'purchase'] } },
    state: 'ACTIVE',
  },
  borealis: {
    name: 'Borealis Records',
    slug: 'borealis',
    currencyCode: 'USD',
    languageCode: 'en',
    countryCode: 'US',
    timeZone: 'America/New_York',
    defaultMessagingChannel: 'SMS',
    companyUrl: null,
    embeddingAllowedHosts: null,
    cdp: null,
    state: 'ACTIVE',
  },
};
