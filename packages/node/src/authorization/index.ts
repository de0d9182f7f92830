export { can } from './can.js';
export { createAuthorizer, type Authorizer } from './create-authorizer.js';
export { authenticateRequest, type AuthenticateRequestOptions } from './authenticate-request.js';
export type { CredentialRefusal, RequestToAuthenticate } from './read-credential.js';
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
