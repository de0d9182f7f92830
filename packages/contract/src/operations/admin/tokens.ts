import { adminOperation } from '../../admin-operation.js';
import * as tokens from '../../schemas/admin/tokens.js';

/** Access tokens of consumers, as the platform knows them. */
export const adminTokenOperations = {
  introspect: adminOperation('admin.tokens.introspect', 'POST /tokens/introspect', {
    summary: 'Asks whether an access token is good, and its session alive at this moment.',
    description: 'A token of another organization or mode is not active, exactly as an unknown one.',
    body: tokens.introspectTokenSchema,
    response: tokens.tokenIntrospectionSchema,
    errors: [],
    // It changes nothing, so that a repeat does no harm.
    retry: 'idempotent',
    stability: 'extension',
  }),
};
