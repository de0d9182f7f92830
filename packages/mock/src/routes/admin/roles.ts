import { accessResources, permissions, permissionsOf } from '@fanfare/contract';
import type { HandlersOf } from '../../handler.js';

/** The roles that members may have. */
export const adminRoleHandlers: HandlersOf<'admin.roles.list'> = {
  'admin.roles.list': ({ context: { roleSet } }) => ({
    data: Object.entries(roleSet).map(([name, { reach, includes = [] }]) => ({
      name,
      reach,
      includes: [...includes],
      permissions: accessResources.flatMap((resource) => {
        const allowed = permissionsOf(roleSet, name, resource);
        if (allowed.size === 0) return [];
        return [{ resource, permissions: permissions.filter((permission) => allowed.has(permission)) }];
      }),
    })),
  }),
};
