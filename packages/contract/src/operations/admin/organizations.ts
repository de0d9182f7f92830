import { adminOperation } from '../../admin-operation.js';
import * as organizations from '../../schemas/admin/organizations.js';

const response = organizations.organizationSchema;

/** The merchant's own organization: its profile, its keys, its name in addresses. */
export const adminOrganizationOperations = {
  current: adminOperation('admin.organizations.current', 'GET /organizations/current', {
    summary: 'Reads the organization that the secret key belongs to.',
    response,
    errors: [],
  }),
  update: adminOperation('admin.organizations.update', 'PUT /organizations', {
    summary: 'Changes the organization; what is left out stays as it is.',
    description: 'A slug that another organization has is refused with `validation_error`.',
    body: organizations.updateOrganizationSchema,
    response,
    errors: [],
  }),
  sdkConfig: adminOperation('admin.organizations.sdkConfig', 'GET /organizations/current/sdk-config', {
    summary: 'Reads what a page needs to start the browser SDK.',
    response: organizations.sdkConfigSchema,
    errors: [],
  }),
  rotateSecretKey: adminOperation(
    'admin.organizations.rotateSecretKey',
    'POST /organizations/secret-key/rotate',
    {
      summary: 'Replaces the secret key of this mode; the old one ends at once.',
      description:
        'The new key is in this answer and nowhere else. A call whose answer was lost must not be repeated: the key that signed it may be gone.',
      response: organizations.rotatedSecretKeySchema,
      errors: [],
      retry: 'never',
    },
  ),
  slugAvailability: adminOperation(
    'admin.organizations.slugAvailability',
    'GET /organizations/slug/availability',
    {
      summary: 'Tells whether the organization may take a slug, and suggests free ones where it may not.',
      query: organizations.checkSlugSchema,
      response: organizations.slugAvailabilitySchema,
      errors: [],
    },
  ),
};
