/**
 * Every page of the site, in the order in which somebody new reads it. The menu, `llms.txt` and the check that no page is forgotten come
 * from here; titles and first sentences come from the pages.
 */
export const sections = [
  { title: 'Start', pages: ['start/browser.md', 'start/node.md', 'start/testing.md'] },
  {
    title: 'Concepts',
    pages: ['concepts/overview.md', 'journeys.md', 'token-engine.md', 'concepts/webhooks.md'],
  },
  {
    title: 'Guides',
    pages: [
      'guides/authentication.md',
      'cookie-mode.md',
      'guides/grants-and-checkout.md',
      'guides/webhooks.md',
      'webhook-inboxes.md',
      'guides/errors.md',
      'guides/rate-limits.md',
      'guides/bot-protection.md',
      'guides/csp-and-sri.md',
      'guides/secrets.md',
      'credentials.md',
      'guides/observability.md',
      'guides/privacy.md',
      'scaling.md',
      'guides/migration.md',
    ],
  },
  {
    title: 'Security',
    pages: ['threat-model.md', 'incidents.md', 'data-inventory.md', 'privacy-notice.md'],
  },
  {
    title: 'Reference',
    pages: [
      'reference/README.md',
      'reference/consumer.md',
      'reference/admin.md',
      'reference/checkout.md',
      'reference/beacon.md',
      'reference/errors.md',
      'reference/webhooks.md',
    ],
  },
  { title: 'How well', pages: ['performance.md', 'requirements.md', 'mutation.md'] },
  { title: 'Working on it', pages: ['releasing.md', 'adr/README.md'] },
];
