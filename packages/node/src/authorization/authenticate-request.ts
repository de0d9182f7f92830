import type { RoleAssignment, RolePrincipal } from '@fanfare/contract';
import { AuthenticationError, checkOptions, OptionsError } from '@fanfare/core/base';

/** A request of the web platform, or one of Node. */
export interface RequestToAuthenticate {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** How the token of a request becomes a principal. */
export interface AuthenticateRequestOptions {
  /**
   * Verifies the token and says, by its claims, who it is and which roles they have. It is given nothing else of
   * the request.
   *
   * @throws where the token is not good; the error goes to the caller as it is
   */
  readonly verify: (token: string) => Promise<RolePrincipal> | RolePrincipal;
}

/**
 * Establishes who makes a request: by the one bearer token in `Authorization`, and by nothing else. What headers,
 * cookies, the address or the body say about roles is not read.
 *
 * @throws AuthenticationError `unauthorized` where there is not exactly one bearer token, `invalid_token` where
 *   `verify` does not return a principal; what `verify` throws
 * @example
 * ```ts
 * import { FanfareServer } from '@fanfare/node';
 * import { authenticateRequest, createAuthorizer } from '@fanfare/node/authorization';
 *
 * declare const fanfare: FanfareServer;
 * const { demand } = createAuthorizer({
 *   consignor: { reach: 'self', permissions: { items: ['read', 'write'] } },
 * });
 *
 * export async function items(request: Request, ownerId: string): Promise<void> {
 *   const principal = await authenticateRequest(request, {
 *     verify: async (token) => {
 *       const { consumerId, organizationId } = await fanfare.tokens.verify(token);
 *       return { id: consumerId, roles: [{ role: 'consignor', tenantId: organizationId }] };
 *     },
 *   });
 *   demand(principal, 'read', { resource: 'items', tenantId: 'org_1', ownerId });
 * }
 * ```
 */
export async function authenticateRequest(
  { headers }: RequestToAuthenticate,
  options: AuthenticateRequestOptions,
): Promise<RolePrincipal> {
  checkOptions(options, ['verify'], 'authenticateRequest');
  if (typeof options.verify !== 'function') {
    throw new OptionsError(
      'authenticateRequest needs the option verify: who a token belongs to is yours to say.',
    );
  }
  const token = bearerToken(headers);
  if (token === undefined) {
    throw new AuthenticationError('The request must carry one bearer token in Authorization.', {
      code: 'unauthorized',
    });
  }
  return principalOf(await options.verify(token));
}

function bearerToken(headers: RequestToAuthenticate['headers']): string | undefined {
  const value = headers instanceof Headers ? headers.get('authorization') : headers['authorization'];
  // Two of them arrive as a list, or joined by a comma: whose would count?
  if (typeof value !== 'string') return undefined;
  return /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(value)?.[1]; // RFC 6750 §2.1
}

/** Copies what counts, so that nothing else of a token's claims gets into a decision. */
function principalOf(verified: unknown): RolePrincipal {
  const { id, roles } = (verified ?? {}) as Partial<RolePrincipal>; // each part is checked here
  if (typeof id !== 'string' || id === '' || !Array.isArray(roles)) throw notAPrincipal();
  return { id, roles: roles.map(assignmentOf) };
}

function assignmentOf(given: unknown): RoleAssignment {
  const { role, tenantId, eventId } = (given ?? {}) as Partial<RoleAssignment>; // as above
  const isScope = (scope: unknown): boolean =>
    scope === undefined || (typeof scope === 'string' && scope !== '');
  if (typeof role !== 'string' || !isScope(tenantId) || !isScope(eventId)) throw notAPrincipal();
  return { role, tenantId, eventId };
}

function notAPrincipal(): AuthenticationError {
  return new AuthenticationError('The token was verified, and yields no principal with roles.', {
    code: 'invalid_token',
  });
}
