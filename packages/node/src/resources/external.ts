import type { AuthorizeExternal, ExternalAuthorization } from '@fanfare/contract';
import { OptionsError } from '@fanfare/core/base';
import type { ResolvedOptions } from '../options.js';
import type { VerifyExternalTokenOptions } from '../tokens/verify-external-token.js';
import type { UnsafeCallOptions } from './call-options.js';
import type { Operate } from './operate.js';

/** A token of the merchant's identity provider, and what it has to fit. */
export interface ExternalToken extends Omit<VerifyExternalTokenOptions, 'clock'> {
  readonly token: string;
  /** How you call the identity provider: identities are told apart by it, so that it must not change. */
  readonly provider: string;
}

/** Sign-in of consumers whom the merchant's own identity provider knows. */
export interface ExternalResource {
  /**
   * Vouches for a user of the merchant and returns a code that the page exchanges for a session: one use, 60 seconds.
   *
   * @throws ConflictError `already_linked`, `consumer_conflict`; RequestError `invalid_request`
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
   * const { exchangeCode } = await fanfare.external.authorize({
   *   provider: 'shop',
   *   issuer: 'https://shop.example',
   *   subject: 'user-42',
   * });
   * ```
   */
  authorize(identity: AuthorizeExternal, options?: UnsafeCallOptions): Promise<ExternalAuthorization>;
  /**
   * Verifies a token of an OpenID provider (Clerk, Auth0 or any other) and vouches for the user that it is about. An e-mail address
   * is passed on only where the provider says that it is proven. `fetch` is the client's where the token brings none.
   *
   * @throws AuthenticationError `token_expired`, `invalid_token` with `details.reason`, before the platform is asked; what `verifyExternalToken`
   *   and {@link ExternalResource.authorize} throw
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * declare const fanfare: FanfareServer;
   * declare const token: string; // what the page got from Auth0
   * const { exchangeCode } = await fanfare.external.authorizeToken({
   *   token,
   *   provider: 'auth0',
   *   issuer: 'https://shop.eu.auth0.com/',
   *   audience: 'my-client-id',
   * });
   * ```
   */
  authorizeToken(token: ExternalToken, options?: UnsafeCallOptions): Promise<ExternalAuthorization>;
}

/** Creates the resource. */
export function createExternal({ clock, fetch }: ResolvedOptions, operate: Operate): ExternalResource {
  const authorize: ExternalResource['authorize'] = (body, options) =>
    operate('auth.authorizeExternal', { name: 'external.authorize', body, options });
  return {
    authorize,
    async authorizeToken({ token, provider, ...expected }, options) {
      if (typeof provider !== 'string' || provider === '')
        throw new OptionsError('external.authorizeToken needs a provider: identities are told apart by it.');
      const { verifyExternalToken } = await import('../tokens/verify-external-token.js');
      const { issuer, subject, email, name } = await verifyExternalToken(token, {
        fetch,
        ...expected,
        clock,
      });
      const claims = { ...(email !== undefined && { email }), ...(name !== undefined && { name }) };
      return authorize({ provider, issuer, subject, claims }, options);
    },
  };
}
