import { organizationRoutes, type OrganizationId, type OrganizationSettings } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { list, object } from './check/check.js';
import { string } from './check/shapes.js';

/** Reads what a page must know about its organization. */
export interface Organizations {
  /**
   * Reads who may frame the page, and where its measurements go; works without a session.
   *
   * @throws `NotFoundError` `not_found`, also where the organization is not the key's
   */
  settings(organizationId: OrganizationId, options?: CallOptions): Promise<OrganizationSettings>;
}

const settings = object({ frameAncestors: list(string) });

/**
 * Creates the part of a client that reads the settings of an organization.
 *
 * @example
 * ```ts
 * import { createOrganizations } from '@fanfare/browser/organizations';
 * import { connect } from '@fanfare/browser/session';
 *
 * const organizations = createOrganizations(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { frameAncestors } = await organizations.settings('org_1');
 * ```
 */
export function createOrganizations(connection: Connection): Organizations {
  const ask = createAsk(connection);
  return {
    settings: (id, options) =>
      ask<OrganizationSettings>(organizationRoutes.settings, { id, check: settings, options }),
  };
}
