export { can } from './can.js';
export { createAuthorizer, type Authorizer } from './create-authorizer.js';
export {
  authenticateRequest,
  type AuthenticateRequestOptions,
  type RequestToAuthenticate,
} from './authenticate-request.js';
export { accessResources, permissions, roleSets } from '@fanfare/contract';
export type {
  AccessResource,
  AccessTarget,
  Permission,
  Reach,
  Role,
  RoleAssignment,
  RolePrincipal,
  RoleSet,
} from '@fanfare/contract';
