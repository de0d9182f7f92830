import type { RolePrincipal } from '@fanfare/contract';
import { AuthenticationError, checkOptions, OptionsError } from '@fanfare/core/base';
import { checkType } from '../check-option.js';
import type { PossessionOptions } from '../tokens/check-possession.js';
import type { ClaimProof } from '../tokens/proof-log.js';
import { principalOf } from './principal-of.js';
import { proofOfRequest } from './proof-of-request.js';
import { readCredential, type RequestToAuthenticate } from './read-credential.js';

/** How a request becomes a principal. */
export interface AuthenticateRequestOptions<Incoming extends RequestToAuthenticate = RequestToAuthenticate> {
  /**
   * Verifies the token and says, by its claims, who it is and which roles they have. It is given nothing else of
   * the request but what shows that the sender has the key of a bound token: pass that on to `tokens.verify` or
   * `verifyConsumerToken` as it is.
   *
   * @throws where the token is not good; the error goes to the caller as it is
   */
  readonly verify: (token: string, possession: PossessionOptions) => Promise<RolePrincipal> | RolePrincipal;
  /**
   * Reads the session of a request without `Authorization`, by its cookie, and says who it is; `undefined` for nobody. A request that
   * changes something needs a check against forgery besides. @default there are no sessions
   */
  readonly session?:
    ((request: Incoming) => Promise<RolePrincipal | undefined> | RolePrincipal | undefined) | undefined;
  /**
   * The origin as pages see it, such as `https://shop.example`: proofs of bound tokens are made for it. What a request says about its own host,
   * in `Host`, `Forwarded` or its address, proves nothing and is not used. @default none, and tokens behind `DPoP` cannot be taken
   */
  readonly publicOrigin?: string | undefined;
  /** Remembers proofs, so that each is good once; for several processes. @default in the memory of this process */
  readonly claimProof?: ClaimProof | undefined;
}

const known = [
  'verify',
  'session',
  'publicOrigin',
  'claimProof',
] as const satisfies readonly (keyof AuthenticateRequestOptions)[];

/**
 * Establishes who makes a request: by the one token in `Authorization`, or else by the session of its cookie, and by nothing
 * else. What headers, the address or the body say about roles is not read. A token behind `Bearer` passes only if it is not bound to a key;
 * one behind `DPoP` only if it is, and the one proof in the header `DPoP` is good (RFC 9449 §7.1). A token that is refused
 * never falls back on the session.
 *
 * @throws AuthenticationError `unauthorized` with `details.reason` where the request does not carry exactly one credential, `invalid_token`
 *   where there is no principal behind it, `dpop_proof_required`, `dpop_proof_invalid`; what `verify` and `session` throw; OptionsError `invalid_options`
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
 *     publicOrigin: 'https://shop.example',
 *     verify: async (token, possession) => {
 *       const { consumerId, organizationId } = await fanfare.tokens.verify(token, possession);
 *       return { id: consumerId, roles: [{ role: 'consignor', tenantId: organizationId }] };
 *     },
 *   });
 *   demand(principal, 'read', { resource: 'items', tenantId: 'org_1', ownerId });
 * }
 * ```
 */
export async function authenticateRequest<Incoming extends RequestToAuthenticate>(
  request: Incoming,
  options: AuthenticateRequestOptions<Incoming>,
): Promise<RolePrincipal> {
  checkOptions(options, known, 'authenticateRequest');
  const { verify, session, publicOrigin, claimProof } = options;
  if (typeof verify !== 'function') {
    throw new OptionsError(
      'authenticateRequest needs the option verify: who a token belongs to is yours to say.',
    );
  }
  checkType({ session, claimProof }, 'function');
  checkType({ publicOrigin }, 'string');
  const credential = readCredential(request);
  if (credential === undefined) {
    const principal = await session?.(request);
    if (principal === undefined) throw nobody();
    return principalOf(principal);
  }
  const { token, scheme } = credential;
  if (scheme === 'bearer') return principalOf(await verify(token, {}));
  const dpop = proofOfRequest(request, { publicOrigin, claimProof });
  return principalOf(await verify(token, { dpop, requireBoundToken: true }));
}

function nobody(): AuthenticationError {
  return new AuthenticationError('The request carries neither a token in Authorization nor a session.', {
    code: 'unauthorized',
    details: { reason: 'missing' },
  });
}
