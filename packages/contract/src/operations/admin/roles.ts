import { adminOperation } from '../../admin-operation.js';
import { rolesSchema } from '../../schemas/admin/members.js';

/** The roles that members may have. */
export const adminRoleOperations = {
  list: adminOperation('admin.roles.list', 'GET /roles', {
    summary: 'Lists the roles that members may have, and what each of them allows.',
    response: rolesSchema,
    errors: [],
    stability: 'extension',
  }),
};
